/** How one run of a workflow, or one check of another CI, ended on a commit; and which tests it found failing. What passed and failed on the same commit is seen from these. */
import { z } from "zod";
import { GitSha, RepositoryName } from "../identity/identifier.ts";
import { Timestamp } from "../identity/timestamp.ts";
import type { FailureSource } from "../repair/repair.ts";

export const RunOutcome = z.strictObject({
  repository_id: z.int().positive(),
  repo: RepositoryName,
  branch: z.string().min(1),
  head_sha: GitSha,
  /** See `sourceKey`. */
  source: z.string().min(1),
  /** File of the workflow, or name of the check. */
  workflow: z.string(),
  outcome: z.enum(["passed", "failed"]),
  ended_at: Timestamp,
});
export type RunOutcome = z.infer<typeof RunOutcome>;

/** A test that a run found failing. Of tests that a red run does not name nothing is known: they may not have been run. */
export const TestFailure = z.strictObject({
  repository_id: z.int().positive(),
  test: z.string().min(1),
  source: z.string().min(1),
  workflow: z.string(),
  seen_at: Timestamp,
});
export type TestFailure = z.infer<typeof TestFailure>;

/** `run:100:2` is the second attempt of run 100, `check:7` a check run, `status:9` a commit status, `log:api:3` the third look at a log source: unique within a repository. */
export function sourceKey(source: FailureSource): string {
  switch (source.kind) {
    case "workflow_run": return `run:${source.run_id}:${source.run_attempt}`;
    case "check_run": return `check:${source.check_run_id}`;
    case "status": return `status:${source.status_id}`;
    case "pull_request": return `pull:${source.number}`;
    case "merge_group": return `group:${source.head_ref}`;
    case "installation": return "installation";
    case "log_source": return `log:${source.name}:${source.look}`;
    default: return source satisfies never;
  }
}

/**
 * Whether one came after the other. GitHub numbers runs, checks and statuses in the order in which they begin, and attempts in theirs: two of a kind are told apart
 * by that, whatever a clock of ours said when we heard of them; others by those moments.
 */
export function isLater(one: Pick<RunOutcome, "source" | "ended_at">, other: Pick<RunOutcome, "source" | "ended_at">): boolean {
  const [first, second] = [numbersOf(one.source), numbersOf(other.source)];
  if (first === null || second === null || first.kind !== second.kind) return one.ended_at > other.ended_at;
  return first.id === second.id ? first.attempt > second.attempt : first.id > second.id;
}

function numbersOf(source: string): { readonly kind: string; readonly id: number; readonly attempt: number } | null {
  const [, kind = "", id, attempt = "1"] = /^(run|check|status):(\d+)(?::(\d+))?$/.exec(source) ?? [];
  return id === undefined ? null : { kind, id: Number(id), attempt: Number(attempt) };
}

/** The file of the workflow, or the name of the other CI's check or status: what is run again is known by it. */
export function workflowOf(source: FailureSource): string {
  switch (source.kind) {
    case "workflow_run": return source.workflow;
    case "check_run": return source.name;
    case "status": return source.context;
    case "pull_request":
    case "merge_group": return "regreen/policy";
    case "installation": return "regreen/onboarding";
    case "log_source": return source.name;
    default: return source satisfies never;
  }
}
