/** `workflow_run`: an Actions run ended. A red one opens a repair; a run of ours, or on a branch that a repair watches, wakes that repair. */
import { z } from "zod";
import { GitSha } from "../identity/identifier.ts";
import { fixWorkflowPath, readFixRunTitle } from "../repair/fix-run.ts";
import { openRepair } from "../repair/open-repair.ts";
import { forkBranch, type Subject } from "../repair/repair.ts";
import { ignoring, waking, type Admission, type Wake } from "./admission.ts";
import { isOwnBranch } from "./own-branch.ts";
import { ranOf } from "./ran.ts";
import { Envelope, ownPull, PullReference, repositoryOf, type AdmissionFacts } from "./payload.ts";

export const WorkflowRunEvent = Envelope.extend({
  action: z.string(),
  workflow_run: z.object({
    id: z.int().positive(),
    run_attempt: z.int().positive(),
    path: z.string(),
    event: z.string(),
    display_title: z.string(),
    conclusion: z.string().nullable(),
    head_sha: GitSha,
    head_branch: z.string().min(1).nullable(),
    head_repository: z.object({ id: z.int().positive() }).nullable(),
    pull_requests: z.array(PullReference),
  }),
});
export type WorkflowRunEvent = z.infer<typeof WorkflowRunEvent>;

/** Runs of these events test a commit of the branch they name; others (`pull_request_target`, `merge_group`, `dynamic`) do not. */
const repaired: ReadonlySet<string> = new Set(["push", "pull_request", "schedule", "workflow_dispatch", "repository_dispatch"]);

export function admitWorkflowRun(event: WorkflowRunEvent, facts: AdmissionFacts): Admission {
  const run = event.workflow_run;
  const watching: Wake = { by: "offer_commit", repositoryId: event.repository.id, sha: run.head_sha };
  // People see that the fix job waits no longer. Run again: what had passed has not passed any more (attack G05).
  if (event.action === "in_progress" && workflowPath(run.path) === fixWorkflowPath) return admitFixRun(run.display_title);
  if (event.action !== "completed") return run.run_attempt > 1 ? waking([watching]) : ignoring("the run is not finished");
  if (workflowPath(run.path) === fixWorkflowPath) return admitFixRun(run.display_title);
  if (run.head_repository?.id !== event.repository.id) return admitForkRun(event, facts, watching);
  if (run.head_branch === null) return ignoring("the run names no branch");
  if (isOwnBranch(run.head_branch)) return waking([watching]);
  return admitBranchRun(event, run.head_branch, facts);
}

/**
 * A pull request from a fork: its red run opens a repair that suggests and writes nothing there. GitHub names no pull request in such a payload, so the step looks
 * for it by its head. A run whose fork was deleted has no owner to help.
 */
function admitForkRun(event: WorkflowRunEvent, facts: AdmissionFacts, watching: Wake): Admission {
  const { head_repository: head, head_branch: branch, event: cause, conclusion, head_sha, id, run_attempt, path } = event.workflow_run;
  if (head === null || branch === null || cause !== "pull_request") return waking([watching]);
  const fork = { repository_id: head.id, branch };
  const subject: Subject = {
    repository: repositoryOf(event), branch: forkBranch(fork), head_sha, pull_request: null, fork,
    source: { kind: "workflow_run", run_id: id, run_attempt, workflow: workflowPath(path) },
  };
  const ran = ranOf(subject, conclusion, facts.now);
  if (conclusion !== "failure" && conclusion !== "timed_out") return { ...waking([watching]), ...ran };
  const { opened, entry } = openRepair(subject, { at: facts.now, seed: facts.seed });
  return { opens: [opened], wakes: [watching], entries: [entry], ignored: null, ...ran };
}

function admitFixRun(title: string): Admission {
  const named = readFixRunTitle(title);
  return named === null ? ignoring("a run of the fix workflow that no repair asked for") : waking([{ by: "fix", id: named.fix }]);
}

/** A finished run tells those who watch its commit, and the repairs whose base its branch is how their merge commit fares, whatever its conclusion. */
function admitBranchRun(event: WorkflowRunEvent, branch: string, facts: AdmissionFacts): Admission {
  const run = event.workflow_run;
  const wakes: readonly Wake[] = [{ by: "base_branch", repositoryId: event.repository.id, branch }, { by: "offer_commit", repositoryId: event.repository.id, sha: run.head_sha }];
  if (!repaired.has(run.event)) return waking(wakes);
  const subject: Subject = {
    repository: repositoryOf(event), branch, head_sha: run.head_sha,
    source: { kind: "workflow_run", run_id: run.id, run_attempt: run.run_attempt, workflow: workflowPath(run.path) },
    pull_request: ownPull(run.pull_requests, event.repository.id),
  };
  const ran = ranOf(subject, run.conclusion, facts.now);
  if (run.conclusion !== "failure" && run.conclusion !== "timed_out") return { ...waking(wakes), ...ran };
  const { opened, entry } = openRepair(subject, { at: facts.now, seed: facts.seed });
  return { opens: [opened], wakes, entries: [entry], ignored: null, ...ran };
}

/** GitHub writes a reusable or required workflow as `path@ref`. */
function workflowPath(path: string): string {
  return path.split("@", 1)[0] ?? path;
}
