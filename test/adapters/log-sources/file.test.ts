/** Real files in a real folder: what is new is read once, whatever happens to the file between two looks. */
import { appendFileSync, copyFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { readFileSource } from "../../../src/adapters/log-sources/file.ts";
import type { FileCursor } from "../../../src/core/log-source/observation.ts";
import { LogSource, type SourceOf } from "../../../src/core/log-source/source.ts";

let folder: string;
let path: string;
let cursor: FileCursor | null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "regreen-source-"));
  path = join(folder, "api.log");
  cursor = null;
  writeFileSync(path, "old\n");
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const sourceOf = (given: object = {}): SourceOf<"file"> => LogSource.parse({ name: "api", repository: "octo/hello", kind: "file", path, ...given }) as SourceOf<"file">;

async function look(source = sourceOf()): Promise<string> {
  const reading = await readFileSource(source, cursor);
  if (reading.cursor.kind === "file") cursor = reading.cursor;
  return new TextDecoder().decode(reading.text);
}

test("the first look begins at the end, the second reads what came since", async () => {
  expect(await look()).toBe("");
  appendFileSync(path, "one\ntwo\n");
  expect(await look()).toBe("one\ntwo\n");
  expect(await look()).toBe("");
});

test("asked to begin at the beginning, the first look reads what is there", async () => { expect(await look(sourceOf({ from: "beginning" }))).toBe("old\n"); });

test("half a line waits for its other half", async () => {
  await look();
  appendFileSync(path, "one\nhal");
  expect(await look()).toBe("one\n");
  appendFileSync(path, "f\n");
  expect(await look()).toBe("half\n");
});

test("rotated by renaming: the rest of the old file first, its last line too, then the new one", async () => {
  await look();
  appendFileSync(path, "before\nlast");
  renameSync(path, `${path}.1`);
  writeFileSync(path, "after\n");
  expect(await look()).toBe("before\nlast\nafter\n");
  appendFileSync(path, "next\n");
  expect(await look()).toBe("next\n");
});

test("rotated and gone: the new file from its beginning", async () => {
  await look();
  renameSync(path, join(folder, "elsewhere"));
  writeFileSync(path, "after\n");
  expect(await look()).toBe("after\n");
});

test("emptied in place, as copytruncate does: from its beginning", async () => {
  await look();
  copyFileSync(path, `${path}.1`);
  truncateSync(path, 0);
  appendFileSync(path, "a\n");
  expect(await look()).toBe("a\n");
});

test("emptied and grown beyond where it was: known by its first bytes", async () => {
  await look();
  truncateSync(path, 0);
  appendFileSync(path, "something longer than before\n");
  expect(await look()).toBe("something longer than before\n");
});

test("more than 8 MiB is read in several looks, no line twice and none left out", async () => {
  await look();
  const line = `${"x".repeat(1023)}\n`;
  appendFileSync(path, line.repeat(9 * 1024));
  const first = await readFileSource(sourceOf(), cursor);
  expect([first.text.length, first.more]).toEqual([8 * 1024 * 1024, true]);
  const second = await readFileSource(sourceOf(), first.cursor as FileCursor);
  expect([second.text.length, second.more]).toEqual([1024 * 1024, false]);
});

test("JSON lines become text, and requests are counted", async () => {
  const source = sourceOf({ format: "json-lines" });
  await look(source);
  appendFileSync(path, '{"msg":"GET /","res":{"statusCode":500}}\n');
  expect(await readFileSource(source, cursor)).toMatchObject({ requests: { total: 1, failed: 1 } });
});

test("no file, a folder, a pipe: said, and nobody waits for a writer", async () => {
  execFileSync("mkfifo", [join(folder, "pipe")]);
  await expect(readFileSource(sourceOf({ path: join(folder, "none.log") }), null)).rejects.toMatchObject({ code: "source-unavailable" });
  await expect(readFileSource(sourceOf({ path: folder }), null)).rejects.toThrow("is no plain file");
  await expect(readFileSource(sourceOf({ path: join(folder, "pipe") }), null)).rejects.toThrow("is no plain file");
});
