/** How an operational answer goes on, as a table: what GitHub and the operator's operation told, and what the repair does. */
import { describe, expect, test } from "@jest/globals";
import { after, type Timestamp } from "../../../../src/core/identity/timestamp.ts";
import type { Effect, Receipt } from "../../../../src/core/repair/effect.ts";
import { decideFollow, type FollowSnapshot } from "../../../../src/core/repair/operate/follow.ts";
import type { Repair } from "../../../../src/core/repair/repair.ts";
import { at, headSha, repairIn } from "../a-repair.ts";

const operation: NonNullable<Repair["operation"]> = { kind: "answer", skill: "rerun-failed-jobs", reason: "timeout passes by itself", rerun: true, debug: false, prepared: true, minutes: 4 };
const repair = repairIn(null, { step: "diagnose", plan: null, execution: null, offer: null, operation });
const rerun: Effect = { kind: "rerun_failed_jobs", run_id: 900, attempt: 1, debug: false };
const clear: Effect = { kind: "delete_caches", keys: ["k"] };
const own: Effect = { kind: "run_operation", name: "restart-runner" as never, idempotency_key: "k", head_sha: headSha, run_id: 900, failure_class: "timeout" };
const job = (attempt: number) => ({ attempt, startedAt: at, completedAt: after(at, 150) });
const told = (effect: Effect, receipt: Receipt): FollowSnapshot["receipts"][number] => ({ effect, receipt });
const again = told(rerun, { kind: "rerun_failed_jobs", run_id: 900, attempt: 2 });
const now: Timestamp = after(at, 300);
const follow = (change: Partial<FollowSnapshot>): ReturnType<typeof decideFollow> => decideFollow({ repair, at: now, receipts: [again], unfinished: 0, run: { attempt: 2, status: "completed", conclusion: "success" }, jobs: [job(1), job(2)], minutes: { limit: 60, spent: 4 }, ...change });
const spent = ({ entries }: ReturnType<typeof decideFollow>): unknown[] => entries.filter(({ kind }) => kind === "budget_spent").map(({ payload }) => payload["amount"]);

describe("the jobs that are run again", () => {
  test("have ended: what they took is said, and settled against what was expected; jobs of the first attempt are not counted", () => {
    const ended = follow({});
    expect(ended.repair).toMatchObject({ step: "closed", status: "skipped", reason: "timeout passes by itself; they ended: success; it cost 3 Actions minutes" });
    expect(spent(ended)).toEqual([-1]);
  });

  test.each<[string, Partial<FollowSnapshot>, string]>([
    ["are asked for", { receipts: [], unfinished: 1 }, "at rest"],
    ["are not begun yet", { run: { attempt: 1, status: "completed", conclusion: "failure" } }, "looks again"],
    ["run", { run: { attempt: 2, status: "in_progress", conclusion: null } }, "looks again"],
    ["were run once more by somebody", { run: { attempt: 3, status: "queued", conclusion: null } }, "closed"],
    ["are gone", { run: null }, "closed"],
    ["are not over after a day", { run: { attempt: 2, status: "in_progress", conclusion: null }, at: after(at, 86_400) }, "closed"],
    ["were asked for already by a twin", { receipts: [] }, "closed"],
  ])("%s", (...[, change, wanted]) => {
    const decision = follow(change);
    const is = decision.repair.step === "closed" ? "closed" : decision.due === null ? "at rest" : "looks again";
    expect([is, decision.effects]).toEqual([wanted, []]);
  });

  test("that GitHub refuses to run cost nothing: what was counted is given back", () => {
    const decision = follow({ receipts: [told(rerun, { kind: "refused", code: "github-forbidden", message: "not permitted" })] });
    expect([decision.repair.reason, spent(decision)]).toEqual([expect.stringContaining("the jobs were not run again: not permitted"), [-4]]);
  });
});

describe("what is done first", () => {
  test.each<[string, FollowSnapshot["receipts"][number]]>([
    ["a cache that was deleted", told(clear, { kind: "delete_caches", deleted: 1 })],
    ["an operation that succeeded", told(own, { kind: "run_operation", name: "restart-runner", succeeded: true, said: "", seconds: 1 })],
  ])("%s: then the jobs are run again, and their minutes counted", (...[, receipt]) => {
    const decision = follow({ receipts: [receipt] });
    expect([decision.effects.map(({ effect }) => effect), spent(decision), decision.repair.step]).toEqual([[rerun], [4], "diagnose"]);
  });

  test.each<[string, FollowSnapshot["receipts"][number], string]>([
    ["a cache that is not there", told(clear, { kind: "delete_caches", deleted: 0 }), "GitHub keeps no cache under the keys that the log names"],
    ["an operation that did not succeed", told(own, { kind: "run_operation", name: "restart-runner", succeeded: false, said: "exit 3: no such host", seconds: 1 }), "exit 3: no such host"],
    ["one that was refused", told(own, { kind: "refused", code: "operation-unknown", message: "it was begun before" }), "it was begun before"],
  ])("%s: nothing is run again, and the reason is kept", (...[, receipt, reason]) => {
    const decision = follow({ receipts: [receipt] });
    expect([decision.effects, decision.repair]).toEqual([[], expect.objectContaining({ step: "closed", reason: expect.stringContaining(reason) })]);
  });

  test("not where the day's minutes are spent", () => {
    const decision = follow({ receipts: [told(clear, { kind: "delete_caches", deleted: 1 })], minutes: { limit: 60, spent: 58 } });
    expect([decision.effects, decision.repair.reason]).toEqual([[], expect.stringContaining("limits.actions_minutes_per_day allows 60")]);
  });

  test("not where the operator's operation does not want it", () => {
    const decision = follow({ repair: { ...repair, operation: { ...operation, kind: "answer", rerun: false } as NonNullable<Repair["operation"]> }, receipts: [told(own, { kind: "run_operation", name: "restart-runner", succeeded: true, said: "", seconds: 1 })] });
    expect([decision.effects, decision.repair.reason]).toEqual([[], "timeout passes by itself; it succeeded"]);
  });
});
