/** The logs beside CI, as a person or a program lists and tries them; nothing is written. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { sources } from "../../../src/cli/commands/sources.ts";
import { openObservation } from "../../../src/core/log-source/open-observation.ts";
import { repository, start, stillClock } from "../../adapters/store/samples.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "regreen-sources-"));
  writeFileSync(join(folder, "api.log"), 'Error: cannot reach the database\n    at connect (/app/src/db.js:3:9)\n192.0.2.1 - - [28/Nov/2026:10:00:01 +0000] "GET /a HTTP/1.1" 502 166\n');
  writeFileSync(join(folder, "sources.yml"), `version: 1\nsources:\n  - {name: api-log, repository: octo/hello, kind: file, path: ${join(folder, "api.log")}}\n  - {name: lost, repository: octo/hello, kind: file, path: /nowhere/at/all.log}\n`, { mode: 0o600 });
});
beforeAll(() => { writeFileSync(join(folder, ".env"), `REGREEN_SOURCES=${join(folder, "sources.yml")}\n`); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

async function run(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<string> {
  let out = "";
  const sink = new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } });
  await sources.run(argv, { stdin: Readable.from([]), stdout: sink, stderr: sink, environment: { REGREEN_STATE: folder, ...environment }, directory: folder });
  return out;
}

describe("regreen sources", () => {
  test("check says what each would tell, and why one cannot be read; no store is made", async () => {
    const out = await run(["check"]);
    expect(out).toMatch(/^api-log: \d+ bytes read, 1 of 1 requests answered with status 500 or more; 1 failure found\n {2}new {3}[0-9a-f]{12} {2}unknown: Error: cannot reach the database\nlost: A log source cannot be read: \/nowhere\/at\/all\.log cannot be opened\n$/);
    expect(existsSync(join(folder, "regreen.db"))).toBe(false);
  });

  test("check of one, as JSON", async () => {
    expect(JSON.parse(await run(["check", "api-log", "--json"]))).toMatchObject({ source: "api-log", trouble: null, requests: { total: 1, failed: 1 }, failures: [{ failure_class: "unknown", is_new: true }] });
  });

  test("list says how far each is, by the App's store", async () => {
    const store = await openStore({ path: join(folder, "regreen.db"), clock: stillClock });
    const { opened, entry } = openObservation({ repository, name: "api-log" }, { at: start, seed: "abcd" });
    await store.repairs.open([opened], [entry], start);
    await store.close();
    expect((await run(["list", "--json"])).trim().split("\n").map((line) => JSON.parse(line) as { readonly name: string; readonly state: string }).map(({ name, state }) => [name, state])).toEqual([["api-log", "about to be looked at"], ["lost", "not looked at yet"]]);
  });

  test("without a file, with a name that is none, with a verb that is none: said", async () => {
    await expect(run([], { REGREEN_SOURCES: "" })).rejects.toThrow("No log source is set");
    await expect(run(["check", "other"])).rejects.toThrow('There is no log source "other"');
    await expect(run(["begin"])).rejects.toThrow('does not know "begin"');
  });
});
