import { deflateRawSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { ZipFile } from "yazl";
import { artifactCaps, readZip } from "../../../src/adapters/archive/read-zip.ts";

async function zipOf(files: Readonly<Record<string, string | Buffer>>, mode = 0o100644): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name, { mode });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The same zip with every occurrence of a name replaced by another of the same length. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString("latin1").replaceAll(from, to), "latin1");
}

test("files come back by name", async () => {
  const files = await readZip(await zipOf({ "result.json": "{}", "files/src/a.js": "a" }), artifactCaps);
  expect([...files].map(([name, content]) => [name, Buffer.from(content).toString()])).toEqual([["result.json", "{}"], ["files/src/a.js", "a"]]);
});

test.each([
  ["climbs out", "../xxxx", /relative path|leaves its folder/],
  ["is absolute", "/etcxxx", /absolute/],
  ["has a drive letter", "C:/xxxx", /absolute|colon/],
  ["has a backslash", "a\\..xxx", /backslash|invalid characters/],
  ["goes into git's folder", ".git/ab", /git's own folder/],
])("a name that %s is refused", async (_name, hostile, why) => {
  const zip = renamed(await zipOf({ abcdefg: "x" }), "abcdefg", hostile);
  await expect(readZip(zip, artifactCaps)).rejects.toThrow(why);
});

test("a symlink is refused", async () => {
  await expect(readZip(await zipOf({ link: "/etc/passwd" }, 0o120777), artifactCaps)).rejects.toThrow("symlink");
});

test("a bomb is refused by its ratio before it is inflated", async () => {
  await expect(readZip(await zipOf({ bomb: Buffer.alloc(10 * 1024 * 1024) }), artifactCaps)).rejects.toThrow("inflates more than 200 times");
});

test("a bomb whose header lies about its size is stopped while inflating", async () => {
  const content = Buffer.alloc(5 * 1024 * 1024);
  const zip = await zipOf({ bomb: content });
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  const lie = Buffer.alloc(4);
  lie.writeUInt32LE(1000);
  const lying = renamed(zip, size.toString("latin1"), lie.toString("latin1"));
  await expect(readZip(lying, artifactCaps)).rejects.toThrow(/too many bytes|more than/);
  expect(deflateRawSync(content).length).toBeLessThan(10_000);
});

test("all entries together stay under the cap", async () => {
  await expect(readZip(await zipOf({ a: "x".repeat(600), b: "y".repeat(600) }), { ...artifactCaps, bytes: 1000 })).rejects.toThrow("more than is taken");
});

test("too many entries are refused", async () => {
  await expect(readZip(await zipOf({ a: "", b: "", c: "" }), { ...artifactCaps, entries: 2 })).rejects.toThrow("3 entries are more than 2");
});

test.each([0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])("a zip cut at %d of its length is refused", async (part) => {
  const zip = await zipOf({ "result.json": "{}", "change.patch": "x".repeat(500) });
  await expect(readZip(zip.subarray(0, Math.floor(zip.length * part)), artifactCaps)).rejects.toMatchObject({ code: "artifact-invalid" });
});

test("a wrong checksum is refused", async () => {
  const zip = await zipOf({ a: "hello hello hello" });
  const at = zip.indexOf("PK\u0001\u0002") + 16;
  zip.writeUInt32LE(12345, at);
  await expect(readZip(zip, artifactCaps)).rejects.toThrow("wrong checksum");
});

test("bytes that are no zip are refused", async () => {
  await expect(readZip(Buffer.from("hello"), artifactCaps)).rejects.toMatchObject({ code: "artifact-invalid" });
});
