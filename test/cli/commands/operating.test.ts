/** What an operator asks of a running App from the command line: its objectives, and its budgets. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import type { Command } from "../../../src/cli/command.ts";
import { budgets } from "../../../src/cli/commands/budgets.ts";
import { slo } from "../../../src/cli/commands/slo.ts";
import { timestamp } from "../../../src/core/identity/timestamp.ts";
import { decisionOf, draftOf, opening, repairOf, request, start, stillClock } from "../../adapters/store/samples.ts";

let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-operating-"));
  writeFileSync(join(folder, "strict.yml"), "version: 1\nlimits: {tokens_per_day: 1000}\n");
  const now = timestamp(Date.now());
  const store = await openStore({ path: join(folder, "regreen.db"), clock: stillClock });
  await store.repairs.open([opening(repairOf(1)), opening(repairOf(2))], [], start);
  for (const claimed of await store.repairs.claim(request())) {
    const isFirst = claimed.repair.id === repairOf(1).id;
    await store.repairs.commit(claimed, decisionOf({ ...claimed.repair, step: isFirst ? "closed" : "diagnose", status: isFirst ? "escalated" : "pending", attempts: 1, held_by: isFirst ? null : "tokens_per_day", reason: isFirst ? "" : "1500 tokens were used" }), now);
  }
  await store.ledger.append([{ ...draftOf(repairOf(1), "budget_spent", { budget: "tokens_per_day", amount: 1_500 }), at: now }, { ...draftOf(repairOf(1), "phase_refused", { rule: "skip" }), at: now }]);
  await store.close();
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

async function run(command: Command, ...argv: string[]): Promise<{ readonly code: number; readonly out: string }> {
  let out = "";
  const sink = new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } });
  const code = await command.run(argv, { stdin: Readable.from([]), stdout: sink, stderr: sink, environment: { REGREEN_STATE: folder }, directory: folder });
  return { code, out };
}

test("regreen slo says each objective with its target and what it was measured over, and the counters", async () => {
  const { code, out } = await run(slo);
  expect(code).toBe(0);
  expect(out).toMatch(/^success_rate +0\.0 % +at least 95 % +NOT MET +1$/m);
  expect(out).toMatch(/^tool_mttr_seconds +nothing to measure +at most 30 s +- +0$/m);
  expect(out).toMatch(/^phase_skips_attempted +1$/m);
});

test("regreen slo --check ends with 3 where an objective is not met; another repository has nothing to measure", async () => {
  expect([(await run(slo, "--check")).code, (await run(slo, "--check", "--repo", "octo/none")).code]).toEqual([3, 0]);
});

test("regreen slo --json says what each means", async () => {
  const { objectives } = JSON.parse((await run(slo, "--json")).out) as { objectives: { name: string; definition: string; unit: string; value: number | null }[] };
  expect(objectives.map(({ name }) => name)).toEqual(["success_rate", "loop_rate", "tool_mttr_seconds", "groundedness", "spurious_block_rate", "false_positive_gate_rate"]);
  expect(objectives.every(({ definition, unit }) => definition !== "" && unit !== "")).toBe(true);
});

test("regreen budgets shows a meter for each budget, which one stops the next repair, and what is held back", async () => {
  const { out } = await run(budgets, "--configuration", "strict.yml");
  expect(out).toMatch(/^tokens_per_day +\[#{20}\] +1500 of 1000 +tokens in a day +\d{4}-\d\d-\d\dT[\d:.]+Z$/m);
  expect(out).toMatch(/^open_pull_requests +\[-{20}\] +0 of 3 +pull requests +now$/m);
  expect(out).toMatch(/^octo \(all repositories together\)$/m);
  expect(out).toMatch(/^writes_per_hour +\[-{20}\] +0 of 500 +writes to GitHub in an hour +now$/m);
  expect(out).toContain("The next repair waits: 1500 tokens were used within a day, and limits.tokens_per_day allows 1000: it goes on by itself when the day is over, or raise the limit.");
  expect(out).toMatch(new RegExp(`^${repairOf(2).id} +0 of 600 +0 of 40 +0 of 3$`, "m"));
  expect(out).toContain(`${repairOf(2).id}: 1500 tokens were used`);
});

test("regreen budgets --json gives the same to programs", async () => {
  const [first] = (await run(budgets, "--json", "--configuration", "strict.yml")).out.trim().split("\n").map((line) => JSON.parse(line) as { repo: string; meters: { budget: string; spent: number }[]; held: unknown[] });
  expect(first).toMatchObject({ repo: "octo/hello", held: [{ held_by: "tokens_per_day" }] });
  expect(first?.meters.find(({ budget }) => budget === "tokens_per_day")?.spent).toBe(1_500);
});
