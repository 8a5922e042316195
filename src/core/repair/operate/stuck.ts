/** A run that is in progress for longer than the repository allows is cancelled, where it asks for that (cancel-stuck-run). Pure. */
import type { Configuration } from "../../configuration/configuration.ts";
import { digestOf } from "../../identity/digest.ts";
import { fixId } from "../../identity/identifier.ts";
import { milliseconds, type Timestamp } from "../../identity/timestamp.ts";
import { close } from "../close.ts";
import type { Decision } from "../decision.ts";
import { alter, ask, draft } from "../draft.ts";
import type { Effect, Receipt } from "../effect.ts";
import { openOperation, type Opening } from "../open-repair.ts";
import type { Repair, Repository } from "../repair.ts";
import type { GitSha } from "../../identity/identifier.ts";
import { wait } from "../wait.ts";
import { LOOK_SECONDS } from "./begin.ts";
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
  readonly run: (RunInProgress & { readonly conclusion?: string | null }) | null;
  readonly jobs: readonly JobTimes[];
  /** What this repair has asked for, and what came of it. */
  readonly receipts: readonly { readonly effect: Effect; readonly receipt: Receipt }[];
  /** Effects that are not performed yet. */
  readonly unfinished: number;
}

/** GitHub gives the jobs five minutes to end once they are asked to ("Workflow cancellation reference"); after twice that, a run does not obey. */
const OBEY_SECONDS = 600;

/** Looked at again at the moment of deciding: it may have ended, and the repository may have changed its mind. */
export function decideStuck(snapshot: StuckSnapshot): Decision {
  const { repair, at, receipts, unfinished } = snapshot;
  if (unfinished > 0) return wait(draft(repair), { at, seconds: null, reason: repair.reason ?? "being asked for" });
  return cancelling(receipts, "ask") === undefined ? begin(snapshot) : follow(snapshot);
}

function begin(snapshot: StuckSnapshot): Decision {
  const { repair, at, configuration, run, jobs } = snapshot;
  const leave = (reason: string): Decision => close(draft(repair), { status: "skipped", reason, at });
  const { source } = repair.subject;
  if (!asksForCancelling(configuration)) return leave(`skills.opt_in does not name ${CANCEL_STUCK} any more`);
  if (source.kind !== "workflow_run" || run === null) return leave("GitHub does not know the run any more");
  if (run.attempt !== source.run_attempt || run.status === "completed") return leave("it has ended by itself");
  if (!isStuck(run, configuration, at)) return leave("it is in progress within the time allowed");
  const reason = `in progress for ${Math.floor(minutesInProgress(run, at))} minutes, and limits.stuck_run_minutes allows ${configuration.limits.stuck_run_minutes}: `;
  if (configuration.dry_run) return leave(`dry run: would cancel the run: ${reason}${costOf(jobs, at)}`);
  return askToEnd(snapshot, "ask", `${reason}the run is cancelled`);
}

/** A run that does not obey is ended without asking, once; one that outlives that too is a person's. */
function follow(snapshot: StuckSnapshot): Decision {
  const { repair, at, run, jobs, receipts } = snapshot;
  const { source } = repair.subject;
  const end = (status: "closed" | "failed", ending: string): Decision => close(draft(repair), { status, reason: `${repair.reason ?? "in progress for too long"}${ending}; ${costOf(jobs, at)}`, at });
  const [asked, forced] = [cancelling(receipts, "ask"), cancelling(receipts, "force")];
  const refused = forced ?? asked;
  if (refused?.kind === "refused") return end("failed", `; GitHub refused it: ${refused.message}`);
  if (run === null || source.kind !== "workflow_run" || run.attempt !== source.run_attempt) return end("closed", "");
  if (run.status === "completed") return end("closed", run.conclusion === "cancelled" ? "" : `; it ended: ${run.conclusion ?? "no conclusion"}`);
  const left = OBEY_SECONDS - (milliseconds(at) - milliseconds(repair.progressed_at)) / 1000;
  if (left > 0) return wait(draft(repair), { at, seconds: Math.min(left, LOOK_SECONDS), reason: repair.reason ?? "" });
  if (forced === undefined) return askToEnd(snapshot, "force", `${repair.reason ?? ""}; it did not obey for ${OBEY_SECONDS / 60} minutes and is cancelled by force`);
  return end("failed", "; it does not end all the same: a person should look at its runner");
}

function askToEnd({ repair, at }: StuckSnapshot, how: "ask" | "force", reason: string): Decision {
  const { source, repository } = repair.subject;
  if (source.kind !== "workflow_run") throw new TypeError(`${repair.id} has no run to cancel`);
  const { run_id, run_attempt: attempt } = source;
  const key = `${repository.id}:${how === "force" ? "force-cancel" : "cancel"}:${run_id}:${attempt}`;
  return { ...ask(alter(draft(repair), { status: "running", progressed_at: at, reason }), [{ key, repository, effect: { kind: "cancel_run", run_id, attempt, how } }]), due: null };
}

function cancelling(receipts: StuckSnapshot["receipts"], how: "ask" | "force"): Receipt | undefined {
  return receipts.find(({ effect }) => effect.kind === "cancel_run" && effect.how === how)?.receipt;
}

function costOf(jobs: readonly JobTimes[], at: Timestamp): string {
  return `it had cost ${inWords(minutesOf(jobs, at))}`;
}

function minutesInProgress({ startedAt }: RunInProgress, at: Timestamp): number {
  return (milliseconds(at) - milliseconds(startedAt)) / 60_000;
}
