import { expect, test } from "@jest/globals";
import { digestOf } from "../../../../src/core/identity/digest.ts";
import { ExecutionId, PlanId, RepositoryName } from "../../../../src/core/identity/identifier.ts";
import { after } from "../../../../src/core/identity/timestamp.ts";
import { signalsOf, type SignalFacts } from "../../../../src/core/replay/learning/signals-of.ts";
import { parseSkill } from "../../../../src/core/skill/parse-skill.ts";
import { defaultBounds } from "../../../../src/core/skill/standing/bounds.ts";
import type { KnownExecution } from "../../../../src/core/skill/standing/skill-execution.ts";
import { start } from "../../../adapters/store/samples.ts";
import { document } from "../../../cli/commands/our-spaces.ts";

const candidate = parseSkill({ name: "our-spaces", bytes: Buffer.from(document("1.1.0")), origin: "candidate" });

function execution(number: number, change: Partial<KnownExecution> = {}): KnownExecution {
  return {
    execution: ExecutionId.parse(`exec_20261120_081500_${String(number).padStart(4, "0")}`), plan_id: PlanId.parse(`plan_${digestOf(String(number))}`), skill: candidate.name, version: "1.0.0", digest: digestOf("1.0.0"),
    repo: RepositoryName.parse("octo/hello"), surface: "app", outcome: "succeeded", tokens: 0, seconds: 1, files: 1, lines: 2, begins_as: "candidate", at: after(start, number), reviewed: false, reverted: false, ...change,
  };
}
const many = (count: number, first = 0, change: Partial<KnownExecution> = {}): KnownExecution[] => Array.from({ length: count }, (_, index) => execution(first + index, change));
const names = (facts: Partial<SignalFacts>): readonly string[] => signalsOf({ candidate, executions: [], bounds: defaultBounds, summaries: [], now: start, ...facts }).map(({ name }) => name);
const fresh = `new_candidate:${candidate.digest.slice(0, 12)}`;

test("a candidate that was never tried is a signal by itself, and nothing else is where nothing happened", () => {
  expect(names({ executions: many(30) })).toEqual([fresh]);
});

test("a version that is rolled back is a signal, named by the execution that brought it about", () => {
  const executions = [...many(12), ...many(4, 12, { outcome: "post_check_failed" })];
  expect(names({ executions })).toEqual(["standing_fell:exec_20261120_081500_0015", fresh]);
});

test("a trusted version with one failure falls to promoted, which is a signal too", () => {
  expect(names({ executions: [...many(59), execution(59, { outcome: "post_check_failed" })] })).toEqual(["standing_fell:exec_20261120_081500_0059", fresh]);
});

test("executions that come to nothing four times in ten, and never before, are a drift; three times are not", () => {
  const idle = (count: number): KnownExecution[] => [...many(20), ...many(10 - count, 20), ...many(count, 30, { outcome: "nothing" })];
  expect([names({ executions: idle(4) }), names({ executions: idle(3) })]).toEqual([["drift:2026-11-20", fresh], [fresh]]);
});

test("taking three times as long, by more than a second, is a drift", () => {
  const [said] = signalsOf({ candidate, executions: [...many(20), ...many(10, 20, { seconds: 3.5 })], bounds: defaultBounds, summaries: [], now: start });
  expect(said).toEqual({ name: "drift:2026-11-20", said: "half of the present version's latest 10 executions took more than 3.5 s, and 1.0 s before" });
});

test("a pattern that the candidate handles is a signal when it is new and was seen five times; an old, a rare and a foreign one are not", () => {
  const summary = { failure_class: "lint" as const, tool: "flake8", pattern_name: "flake8_problems", count: 5, first_seen: after(start, -86_400), last_seen: start, branches: ["main"], repositories: [] };
  const summaries = [
    { ...summary, fingerprint: digestOf("new") }, { ...summary, fingerprint: digestOf("rare"), count: 4 }, { ...summary, fingerprint: digestOf("foreign"), tool: "pylint" },
    { ...summary, fingerprint: digestOf("old"), first_seen: after(start, -15 * 86_400) },
  ];
  expect(names({ summaries })).toEqual([`pattern_frequent:${digestOf("new").slice(0, 32)}`, fresh]);
});
