import { expect, test } from "@jest/globals";
import type { RunOutcome } from "../../../../src/core/history/run-outcome.ts";
import { greenSince } from "../../../../src/core/repair/operate/recovered.ts";
import { repairOf, repository, sha, later } from "../../../adapters/store/samples.ts";

const workflow = ".github/workflows/ci.yml";
const escalated = repairOf(1, {
  step: "closed", status: "escalated", issue: 5, opened_at: later(60), progressed_at: later(600),
  subject: { ...repairOf(1).subject, branch: "main", source: { kind: "workflow_run", run_id: 100, run_attempt: 1, workflow } },
});

function run(source: string, outcome: RunOutcome["outcome"], seconds: number, change: Partial<RunOutcome> = {}): RunOutcome {
  return { repository_id: repository.id, repo: repository.name, branch: "main", head_sha: sha("c"), source, workflow, outcome, ended_at: later(seconds), ...change };
}
const red = run("run:100:1", "failed", 60);

test.each<readonly [string, readonly RunOutcome[], string | null]>([
  ["a later run that passed", [run("run:101:1", "passed", 900), red], "run:101:1"],
  ["one that was told before people were", [run("run:101:1", "passed", 300), red], "run:101:1"],
  ["one that was told by a clock that had been set back", [red, run("run:101:1", "passed", -3_000)], "run:101:1"],
  ["another attempt of the same run", [run("run:100:2", "passed", 900), red], "run:100:2"],
  ["an older run that was told late", [run("run:99:1", "passed", 900), red], null],
  ["one that failed again since", [run("run:102:1", "failed", 950), run("run:101:1", "passed", 900), red], null],
  ["one that passed on another branch", [run("run:101:1", "passed", 900, { branch: "topic" }), red], null],
  ["the red run alone", [red], null],
])("a failure is gone by %s", (_name, runs, source) => {
  expect(greenSince(escalated, runs)?.source ?? null).toBe(source);
});

test("another CI's checks are told apart by their numbers too", () => {
  const other = { ...escalated, subject: { ...escalated.subject, source: { kind: "check_run" as const, check_run_id: 9, name: workflow } } };
  expect([greenSince(other, [run("check:8", "passed", 900)]), greenSince(other, [run("check:10", "passed", 30)])?.source]).toEqual([null, "check:10"]);
});
