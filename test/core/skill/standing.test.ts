/** Standing is a pure function over executions. The claims about its bound are shown by seeded simulation. */
import { describe, expect, test } from "@jest/globals";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { ExecutionId, PlanId, RepositoryName } from "../../../src/core/identity/identifier.ts";
import { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { SkillName } from "../../../src/core/skill/skill.ts";
import { defaultBounds, StandingBounds } from "../../../src/core/skill/standing/bounds.ts";
import { fewestShownAbove } from "../../../src/core/skill/standing/shown-above.ts";
import type { KnownExecution } from "../../../src/core/skill/standing/skill-execution.ts";
import { judgeStanding, type Standing, type StandingQuestion } from "../../../src/core/skill/standing/standing.ts";

const one: KnownExecution = {
  execution: ExecutionId.parse("exec_20261120_213004_k3f9"), plan_id: PlanId.parse(`plan_${"a".repeat(64)}`), skill: SkillName.parse("eslint-fix"), version: "1.0.0", digest: digestOf("skill"),
  repo: RepositoryName.parse("octo/hello"), surface: "app", outcome: "succeeded", tokens: 0, seconds: 2, files: 1, lines: 2, begins_as: "candidate", at: Timestamp.parse("2026-11-20T21:30:00.000Z"), reviewed: false, reverted: false,
};
const many = (count: number, change: Partial<KnownExecution> = {}): KnownExecution[] => Array.from({ length: count }, () => ({ ...one, ...change }));
const judge = (executions: readonly KnownExecution[], change: Partial<StandingQuestion> = {}): ReturnType<typeof judgeStanding> => judgeStanding({ executions, begins_as: "candidate", before: null, bounds: defaultBounds, ...change });

describe("standing rises by what was done", () => {
  test.each<[string, readonly KnownExecution[], Standing]>([
    ["nothing yet", [], "candidate"],
    ["nine successes", many(9), "candidate"],
    ["ten", many(10), "promoted"],
    ["ten that came to nothing", many(10, { outcome: "nothing" }), "candidate"],
    ["nine successes and one that failed its post-check", [...many(9), ...many(1, { outcome: "post_check_failed" })], "candidate"],
    ["58 clean runs", many(58), "promoted"],
    ["59", many(59), "trusted"],
    ["59 after a failure", [...many(1, { outcome: "post_check_failed" }), ...many(59)], "trusted"],
    ["59 with a person's look among them", [...many(30), ...many(1, { reviewed: true }), ...many(29)], "promoted"],
    ["59 of which the last was reverted", [...many(58), ...many(1, { reverted: true })], "promoted"],
  ])("%s", (...[, executions, standing]) => {
    expect(judge(executions).standing).toBe(standing);
  });

  test("a version that is shipped with evidence begins as promoted, and must earn trust as any other", () => {
    expect([judge([], { begins_as: "promoted" }).standing, judge(many(58), { begins_as: "promoted" }).standing, judge(many(59), { begins_as: "promoted" }).standing]).toEqual(["promoted", "promoted", "trusted"]);
  });

  test("what was promoted stays so when its successes leave the window", () => {
    expect(judge(many(100, { outcome: "nothing" }), { before: "promoted" }).standing).toBe("promoted");
  });
});

describe("standing falls when a share is shown to lie above its limit, and one bad start is no proof", () => {
  const tenWith = (count: number, change: Partial<KnownExecution>): KnownExecution[] => [...many(10 - count), ...many(count, change)];

  test.each<[string, readonly KnownExecution[], string]>([
    ["three of ten that failed their post-check", tenWith(3, { outcome: "post_check_failed" }), "3 of 10 runs failed (limit 5 %)"],
    ["three broken contracts", tenWith(3, { outcome: "contract_broken" }), "3 of 10 runs failed (limit 5 %)"],
    ["three reverts", tenWith(3, { reverted: true }), "3 of 10 runs failed (limit 5 %)"],
    ["six that a person had to look at", tenWith(6, { reviewed: true }), "6 of 10 runs needed a person (limit 20 %)"],
    ["nine slow ones", tenWith(9, { seconds: 10.5 }), "9 of 10 runs took longer than 10 s (limit: half of them)"],
    ["nine that took longer than their contract calls usual", tenWith(9, { seconds: 241, usual_seconds: 240 }), "9 of 10 runs took longer than 240 s (limit: half of them)"],
    ["nine dear ones", tenWith(9, { tokens: 151 }), "9 of 10 runs took more than 150 tokens (limit: half of them)"],
  ])("%s", (...[, executions, reason]) => {
    expect(judge(executions)).toMatchObject({ standing: "rolled_back", reason });
  });

  test.each<[string, readonly KnownExecution[], Standing]>([
    ["one early failed post-check", many(1, { outcome: "post_check_failed" }), "candidate"],
    ["nine slow ones whose contract calls that usual", tenWith(9, { seconds: 109, usual_seconds: 240 }), "promoted"],
    ["two of ten", tenWith(2, { outcome: "post_check_failed" }), "candidate"],
    ["three that a person had to look at", tenWith(3, { reviewed: true }), "promoted"],
    ["one slow run", tenWith(1, { seconds: 60 }), "promoted"],
  ])("not by %s", (...[, executions, standing]) => {
    expect(judge(executions).standing).toBe(standing);
  });

  test("a failure that is tried again on the same commit and files is one failure; on others it is another", () => {
    const failed = (subject: string): KnownExecution => ({ ...one, outcome: "post_check_failed", subject: digestOf(subject) });
    expect([judge([failed("a"), failed("a"), failed("a")]).standing, judge([failed("a"), failed("b")]).standing]).toEqual(["candidate", "rolled_back"]);
  });

  test("what was rolled back says still for what", () => {
    expect(judge(many(3, { outcome: "post_check_failed" }), { before: "rolled_back" }).reason).toBe("3 of 3 runs failed (limit 5 %); a new version begins anew");
  });

  test("what was rolled back stays so, however well it does", () => {
    expect(judge(many(100), { before: "rolled_back" })).toMatchObject({ standing: "rolled_back", reason: "this version was rolled back before; a new version begins anew" });
  });

  test("what was left as it was before counts neither for a skill nor against it, and is told", () => {
    const remains = many(30, { outcome: "remains" });
    expect(judge(remains)).toMatchObject({ standing: "candidate", counts: { executions: 30, runs: 0, failures: 0, successes: 0, remains: 30 } });
    expect([judge([...many(58), ...remains, ...many(1)]).standing, judge([...many(1, { outcome: "post_check_failed" }), ...remains, ...many(1, { outcome: "post_check_failed" })]).standing]).toEqual(["trusted", "rolled_back"]);
  });

  test("only the window is judged", () => {
    const executions = [...many(10, { outcome: "post_check_failed" }), ...many(20)];
    expect(judge(executions, { bounds: StandingBounds.parse({ window: 20 }) }).standing).toBe("promoted");
    expect(judge(executions).standing).toBe("rolled_back");
  });
});

describe("the bound, by simulation with a fixed seed, looking after every execution", () => {
  const tooMany = Array.from({ length: 401 }, (_, runs) => fewestShownAbove(runs, { share: 0.05, doubt: 0.1 }));

  /** Share of skills with this failure rate that are rolled back within so many executions. */
  function condemned(rate: number, within: number, trials = 6_000): number {
    const random = seeded(20_261_128);
    let count = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      let failures = 0;
      for (let run = 1; run <= within; run += 1) {
        if (random() < rate) failures += 1;
        if (failures < (tooMany[run] ?? 0)) continue;
        count += 1;
        break;
      }
    }
    return count / trials;
  }

  test("a skill that fails 2 % is condemned in 100 executions with a chance under 2 % (exact: 0.45 %)", () => {
    const share = condemned(0.02, 100);
    expect([share < 0.02, Math.abs(share - 0.0045) < 0.003]).toEqual([true, true]);
  });

  test("one that fails 20 % is rolled back within 30 in at least three of four cases (exact: 80.2 %)", () => {
    const share = condemned(0.2, 30);
    expect([share > 0.75, Math.abs(share - 0.802) < 0.02]).toEqual([true, true]);
  });

  test("one that is exactly at the limit is condemned in 400 with a chance under the doubt", () => {
    expect(condemned(0.05, 400, 1_500)).toBeLessThan(0.1);
  });

  test("the whole function says the same: skills of 2 % and of 20 %, judged after each execution with what was given before", () => {
    const rolledBack = (rate: number, within: number, trials: number): number => {
      const random = seeded(7);
      let count = 0;
      for (let trial = 0; trial < trials; trial += 1) {
        const executions: KnownExecution[] = [];
        let before: Standing | null = null;
        while (executions.length < within && before !== "rolled_back") {
          executions.push(random() < rate ? { ...one, outcome: "post_check_failed" } : one);
          before = judge(executions, { before }).standing;
        }
        if (before === "rolled_back") count += 1;
      }
      return count / trials;
    };
    expect([rolledBack(0.02, 100, 200) < 0.02, rolledBack(0.2, 30, 200) > 0.75]).toEqual([true, true]);
  });

  test("how many failures are too many is told in whole numbers", () => {
    const limit = { share: 0.05, doubt: 0.1 };
    expect([4, 13, 22, 31, 41].map((runs) => fewestShownAbove(runs, limit))).toEqual([2, 3, 4, 5, 6]);
    expect(fewestShownAbove(1, limit)).toBe(2);
  });
});

/** Mulberry32: the same numbers on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
