import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { expect, test } from "@jest/globals";
import { fingerprint } from "../../../src/cli/commands/fingerprint.ts";

async function run(argv: readonly string[], input = ""): Promise<string[]> {
  const stdout = new PassThrough();
  const collected = stdout.toArray();
  await fingerprint.run(argv, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr: new PassThrough(), environment: {}, directory: mkdtempSync(join(tmpdir(), "regreen-fingerprint-")) });
  stdout.end();
  return Buffer.concat((await collected) as Buffer[]).toString().split("\n").slice(0, -1);
}

test("prints one fingerprint for each line, equal where lines differ in what varies", async () => {
  const [one, two, other] = await run(["-"], "took 12 ms\ntook 9 ms\nfailed\n");
  expect([one, two === one, other === one]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), true, false]);
});

test("shows the templates when asked", async () => {
  expect(await run(["-", "--templates"], "took 12 ms")).toEqual([expect.stringMatching(/^[0-9a-f]{64} {2}took <\*>$/)]);
});

test("says where there is no such log", async () => {
  await expect(run(["none.log"])).rejects.toThrow("There is no log file");
});
