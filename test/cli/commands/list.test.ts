/** What was kept of failures, as a person or a program lists it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import type { Command } from "../../../src/cli/command.ts";
import { fingerprints } from "../../../src/cli/commands/fingerprints.ts";
import { list } from "../../../src/cli/commands/list.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { decisionOf, later, opening, pendingFixOf, repairOf, request, start, stillClock } from "../../adapters/store/samples.ts";
import { occurrenceOf } from "../../adapters/store/history-contract.ts";

const one = pendingFixOf(repairOf(1), digestOf("one"));
const other = pendingFixOf(repairOf(1), digestOf("two"), { skill_id: null, status: "escalated", mps: { ...one.mps, priority: "P0" }, timestamp: later(5) });
let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-list-"));
  const store = await openStore({ path: join(folder, "regreen.db"), clock: stillClock });
  await store.repairs.open([opening(repairOf(1))], [], start);
  const [claimed] = await store.repairs.claim(request());
  if (claimed === undefined) throw new Error("nothing was due");
  await store.repairs.commit(claimed, decisionOf(repairOf(1), { pendingFixes: [one, other], seen: { occurrences: [occurrenceOf(1), occurrenceOf(2, { branch: "topic" })], testFailures: [] } }), start);
  await store.close();
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

async function run(command: Command, ...argv: string[]): Promise<string> {
  let out = "";
  const sink = new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } });
  await command.run(argv, { stdin: Readable.from([]), stdout: sink, stderr: sink, environment: { REGREEN_STATE: folder }, directory: folder });
  return out;
}
const records = (text: string): unknown[] => text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as unknown);

describe("regreen list", () => {
  test("gives the pending fixes as JSON Lines, newest first", async () => {
    expect(records(await run(list, "--json"))).toEqual([other, one]);
  });

  test.each([[["--priority", "P0"], [other]], [["--skill", "eslint-fix"], [one]], [["--status", "escalated"], [other]], [["--repo", "octo/none"], []], [["--most", "1"], [other]]])("of %j gives what is asked for", async (argv, expected) => {
    expect(records(await run(list, "--json", ...argv))).toEqual(expected);
  });

  test("shows a table to people", async () => {
    expect((await run(list)).split("\n")[1]).toMatch(/^P0 +escalated +octo\/hello +ci \/ lint +lint +eslint +- +fix_/);
  });
});

describe("regreen fingerprints", () => {
  test("tells how often, since when and where", async () => {
    expect(records(await run(fingerprints, "--json"))).toEqual([
      { fingerprint: digestOf("one"), failure_class: "lint", tool: "eslint", pattern_name: "eslint_problems", count: 2, first_seen: later(1), last_seen: later(2), branches: ["topic", "main"], repositories: ["octo/hello"] },
    ]);
  });

  test("shows a table to people, and says when there is nothing", async () => {
    expect((await run(fingerprints)).split("\n")[1]).toMatch(/^[0-9a-f]{12} +2 +2026-11-20T08:15:01.000Z .*topic, main +octo\/hello$/);
    expect(await run(fingerprints, "--repo", "octo/none")).toBe("No failure was seen yet.\n");
  });
});
