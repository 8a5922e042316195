/** Row E8: each budget, what it stops at, and how to go on. */
import { describe, expect, test } from "@jest/globals";
import { whatEnds, whatHoldsBack } from "../../../src/core/budget/budget.ts";
import { repairSpending, repositorySpending } from "../../../src/core/budget/spending.ts";
import { Configuration } from "../../../src/core/configuration/configuration.ts";
import { after } from "../../../src/core/identity/timestamp.ts";
import type { LedgerEntry } from "../../../src/core/ledger/entry.ts";
import type { Repair } from "../../../src/core/repair/repair.ts";
import type { SkillExecution } from "../../../src/core/skill/standing/skill-execution.ts";
import { at, repairIn } from "../repair/a-repair.ts";

const { limits } = Configuration.parse({ version: 1 });
const nothing = { open_pull_requests: 0, pull_requests_per_hour: 0, actions_minutes_per_day: 0, tokens_per_day: 0, dollars_per_day: 0 };
const little = { seconds_per_repair: 1, steps: 1, retries: 0 };

const repairAs = (number: number, change: Partial<Repair>): Repair => repairIn("PR", { id: `fix_20261120_213000_aaa${number}` as Repair["id"], ...change });

test.each([
  ["open_pull_requests", 3, "merge or close one, or raise the limit"],
  ["pull_requests_per_hour", 2, "goes on by itself when the hour is over"],
  ["actions_minutes_per_day", 60, "goes on by itself when the day is over"],
  ["tokens_per_day", 1, "goes on by itself when the day is over"],
  ["dollars_per_day", 1, "goes on by itself when the day is over"],
] as const)("%s: %d holds back, and one less does not", (budget, spent, how) => {
  expect(whatHoldsBack(limits, { ...nothing, [budget]: spent })).toMatchObject({ budget, spent, limit: limits[budget], reason: expect.stringContaining(how) });
  expect(whatHoldsBack(limits, { ...nothing, [budget]: spent - 1 })).toBeNull();
});

test.each([["seconds_per_repair", 601], ["steps", 41], ["retries", 4]] as const)("%s: %d ends it, and one less does not", (budget, spent) => {
  expect(whatEnds(limits, { ...little, [budget]: spent })).toMatchObject({ budget, spent, limit: limits[budget], reason: expect.stringContaining(`limits.${budget}`) });
  expect(whatEnds(limits, { ...little, [budget]: spent - 1 })).toBeNull();
});

describe("what a repository has spent", () => {
  const spent = (repair: Repair, others: readonly Repair[], executions: readonly SkillExecution[] = []) => repositorySpending({ repair, others, executions, minutes: { spent: 0 }, at });
  const open = (number: number): Repair => repairAs(number, { step: "gate", execution: "exec_20261120_211500_aaaa" as never });

  test("offers that are open, and those on their way", () => {
    expect(spent(repairAs(9, { step: "diagnose" }), [open(1), repairAs(2, { step: "collect", offer: null }), repairAs(3, { step: "closed" })])).toMatchObject({ open_pull_requests: 2 });
  });

  test("of two on their way the older goes first, and the younger waits for it", () => {
    const [older, younger] = [repairAs(1, { step: "collect", offer: null }), repairAs(2, { step: "collect", offer: null })];
    expect([spent(older, [younger]).open_pull_requests, spent(younger, [older]).open_pull_requests]).toEqual([0, 1]);
  });

  test("an offer counts for an hour from when it was made, whatever became of it", () => {
    const closed = repairAs(1, { step: "closed", status: "closed", execution: "exec_20261120_204500_aaaa" as never });
    expect(spent(repairAs(9, {}), [closed])).toMatchObject({ open_pull_requests: 0, pull_requests_per_hour: 1 });
    expect(repositorySpending({ repair: repairAs(9, {}), others: [closed], executions: [], minutes: { spent: 0 }, at: after(at, 901) })).toMatchObject({ pull_requests_per_hour: 0 });
  });

  test("Actions minutes are those of the ledger, and one for each fix job that has not ended yet; tokens are those of the day's executions", () => {
    const ran = { surface: "app", plan_id: "plan_a", seconds: 61, tokens: 5, at } as unknown as SkillExecution;
    const others = [repairAs(1, { step: "collect" }), repairAs(2, { step: "gate" }), repairAs(9, { step: "collect" })];
    expect(repositorySpending({ repair: repairAs(9, {}), others, executions: [ran, { ...ran, at: after(at, -90_000) }], minutes: { spent: 7 }, at })).toMatchObject({ actions_minutes_per_day: 8, tokens_per_day: 5 });
  });
});

test("what a repair has spent: phases entered again count again, and the first fix job is no retry", () => {
  const entries = ["repair_opened", "phase_entered", "phase_entered", "backtracked", "phase_entered", "effect_done"].map((kind) => ({ kind }) as LedgerEntry);
  expect(repairSpending(repairIn("VERIFY", { attempts: 3 }), entries, 12.2)).toEqual({ seconds_per_repair: 13, steps: 4, retries: 2 });
});
