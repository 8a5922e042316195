/** A run that is in progress for longer than the repository allows is cancelled, where it asks for that (cancel-stuck-run). Pure. */
import type { Configuration } from "../../configuration/configuration.ts";
import { digestOf } from "../../identity/digest.ts";
import { fixId } from "../../identity/identifier.ts";
import { milliseconds, type Timestamp } from "../../identity/timestamp.ts";
import { close } from "../close.ts";
import type { Decision } from "../decision.ts";
import { ask, draft } from "../draft.ts";
import { openOperation, type Opening } from "../open-repair.ts";
import type { Repair, Repository } from "../repair.ts";
import type { GitSha } from "../../identity/identifier.ts";
import { inWords, minutesOf, type JobTimes } from "./minutes.ts";

export const CANCEL_STUCK = "cancel-stuck-run";

export interface RunInProgress {
  readonly id: number;
  readonly attempt: number;
  readonly path: string;
  readonly status: string;
  readonly headSha: GitSha;
  readonly headBranch: string | null;
  readonly headRepositoryId: number | null;
  /** When this attempt began. */
  readonly startedAt: Timestamp;
}

export function asksForCancelling(configuration: Configuration | null): configuration is Configuration {
  return configuration !== null && configuration.enabled && configuration.skills.opt_in.includes(CANCEL_STUCK) && !configuration.skills.disable.includes(CANCEL_STUCK);
}

/** Whether it takes longer than allowed. Runs that wait for a runner or an approval are not in progress. */
export function isStuck(run: RunInProgress, { limits }: Configuration, at: Timestamp): boolean {
  return run.status === "in_progress" && minutesInProgress(run, at) >= limits.stuck_run_minutes;
}

/** The repair that looks at it: one for each attempt, however often the sweep finds it. Null for a run of a fork, or without a branch. */
export function openStuck(repository: Repository, run: RunInProgress, at: Timestamp): Opening | null {
  if (run.headBranch === null || run.headRepositoryId !== repository.id) return null;
  const key = `${repository.id}:stuck:${run.id}:${run.attempt}`;
  const subject = { repository, branch: run.headBranch, head_sha: run.headSha, source: { kind: "workflow_run" as const, run_id: run.id, run_attempt: run.attempt, workflow: run.path }, pull_request: null };
  return openOperation(fixId(at, digestOf(key).slice(0, 12)), { subject, key, operation: { kind: "stuck" }, at });
}

export interface StuckSnapshot {
  readonly repair: Repair;
  readonly at: Timestamp;
  readonly configuration: Configuration | null;
  readonly run: RunInProgress | null;
  readonly jobs: readonly JobTimes[];
}

/** Looked at again at the moment of deciding: it may have ended, and the repository may have changed its mind. */
export function decideStuck({ repair, at, configuration, run, jobs }: StuckSnapshot): Decision {
  const leave = (reason: string): Decision => close(draft(repair), { status: "skipped", reason, at });
  const { source, repository } = repair.subject;
  if (!asksForCancelling(configuration)) return leave(`skills.opt_in does not name ${CANCEL_STUCK} any more`);
  if (source.kind !== "workflow_run" || run === null) return leave("GitHub does not know the run any more");
  if (run.attempt !== source.run_attempt || run.status === "completed") return leave("it has ended by itself");
  if (!isStuck(run, configuration, at)) return leave("it is in progress within the time allowed");
  const reason = `in progress for ${Math.floor(minutesInProgress(run, at))} minutes, and limits.stuck_run_minutes allows ${configuration.limits.stuck_run_minutes}: `;
  const cost = `it had cost ${inWords(minutesOf(jobs, at))}`;
  if (configuration.dry_run) return leave(`dry run: would cancel the run: ${reason}${cost}`);
  const asked = ask(draft(repair), [{ key: `${repository.id}:cancel:${source.run_id}:${source.run_attempt}`, repository, effect: { kind: "cancel_run", run_id: source.run_id, attempt: source.run_attempt } }]);
  return close(asked, { status: "closed", reason: `${reason}the run is cancelled; ${cost}`, at });
}

function minutesInProgress({ startedAt }: RunInProgress, at: Timestamp): number {
  return (milliseconds(at) - milliseconds(startedAt)) / 60_000;
}
