/** O09: what was read from logs leaves the program as tables and as JSON Lines: neither may speak to a terminal, and no field may become another record or column. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openStore } from "../../src/adapters/store/open-store.ts";
import type { Command } from "../../src/cli/command.ts";
import { fingerprints } from "../../src/cli/commands/fingerprints.ts";
import { ledger } from "../../src/cli/commands/ledger.ts";
import { list } from "../../src/cli/commands/list.ts";
import { digestOf } from "../../src/core/identity/digest.ts";
import { decisionOf, later, opening, pendingFixOf, repairOf, request, start, stillClock } from "../adapters/store/samples.ts";
import { occurrenceOf } from "../adapters/store/history-contract.ts";

const hostile = [
  "=cmd|'/C calc'!A0", "+1+cmd", "-2+3", "@SUM(1)", "\t=1+1", "\u001b]52;c;ZXZpbA==\u0007", "\u001b[2J\u001b[1;1H", "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007", "\u009b31m", "\u001bP$q\"p\u001b\\", "\rP0  merged", "\n{\"fix_id\":\"forged\"}", "\u202etxt",
].join(" ");
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-exports-"));
  const store = await openStore({ path: join(folder, "regreen.db"), clock: stillClock });
  await store.repairs.open([opening(repairOf(1))], [], start);
  const [claimed] = await store.repairs.claim(request());
  if (claimed === undefined) throw new Error("nothing was due");
  const fix = pendingFixOf(repairOf(1), digestOf("one"), { check: hostile, tool: hostile, pattern_name: hostile, error_snippet: hostile, file_paths: [hostile], failing_tests: [hostile], timestamp: later(5) });
  await store.repairs.commit(claimed, decisionOf(repairOf(1), { pendingFixes: [fix], seen: { occurrences: [occurrenceOf(1, { branch: hostile })], testFailures: [] } }), start);
  await store.close();
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

async function run(command: Command, ...argv: string[]): Promise<string> {
  let out = "";
  const sink = new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } });
  await command.run(argv, { stdin: Readable.from([]), stdout: sink, stderr: sink, environment: { REGREEN_STATE: folder }, directory: folder });
  return out;
}

const commands: readonly (readonly [string, Command, readonly string[]])[] = [["list", list, []], ["fingerprints", fingerprints, []], ["ledger show", ledger, ["show"]]];

describe.each(commands)("O09: regreen %s", (_name, command, words) => {
  test("as a table holds no character that a terminal acts on, and no line that a field began", async () => {
    const text = await run(command, ...words);
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text.split("\n").filter((line) => /^\s*(?:[=+@]|\{|P0 {2}merged)/.test(line))).toEqual([]);
  });

  test("as JSON Lines holds one whole record a line, with every control character written out", async () => {
    const text = await run(command, ...words, "--json");
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    for (const line of text.split("\n").filter((each) => each !== "")) expect(JSON.parse(line)).toEqual(expect.any(Object));
  });
});

test("the control: the hostile text is there, whole, for whoever asks for the record", async () => {
  const [record] = (await run(list, "--json")).split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as { check: string; file_paths: string[] });
  expect([record?.check, record?.file_paths]).toEqual([hostile, [hostile]]);
});
