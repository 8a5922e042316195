/**
 * Operational skills: a failure that passes by itself is answered without an edit. Only where the repository names the skill under skills.opt_in, only
 * where every failure of the run is such a one, and once per commit and workflow: what fails so a second time does not pass by itself. Pure.
 */
import type { FailureClass } from "../../failure/report.ts";
import { digestOf } from "../../identity/digest.ts";
import type { EffectRequest } from "../effect.ts";
import type { DiagnoseSnapshot } from "../diagnose/snapshot.ts";
import type { Triage, Uncovered } from "../diagnose/triage.ts";
import { isFor } from "./operation.ts";

/** What is done first; then, unless it says otherwise, the failed jobs are run again. */
export interface Answer {
  /** The skill, or the operator's operation. */
  readonly skill: string;
  readonly failureClass: FailureClass;
  readonly prepare: EffectRequest | null;
  readonly rerun: boolean;
  readonly debug: boolean;
  /** In words: what is done, and why. */
  readonly reason: string;
}

/** What a cache that was unpacked by half leads to further down the job, beside the classes that pass by themselves. */
const followsFromCache: ReadonlySet<FailureClass> = new Set(["dependency-install", "module-not-found"]);

/** Null: nothing of it is asked for, or not every failure is of the kind. */
export function answerTo(sorted: Triage, snapshot: DiagnoseSnapshot): Answer | null {
  const { repair, configuration } = snapshot;
  const { source } = repair.subject;
  const [first] = [...sorted.skipped, ...sorted.uncovered];
  if (repair.subject.fork !== undefined || configuration.dry_run || first === undefined || source.kind !== "workflow_run" || source.run_attempt > 1 || sorted.covered.length > 0) return null;
  const cache = cacheAnswer(sorted, snapshot, first);
  if (cache !== null) return cache;
  const all = [...sorted.skipped, ...sorted.uncovered];
  return all.every(({ finding }) => finding.report.transient) ? operationAnswer(snapshot, first) ?? rerunAnswer(snapshot, first) : null;
}

function isAsked(name: string, { configuration: { skills } }: DiagnoseSnapshot): boolean {
  return skills.opt_in.includes(name) && !skills.disable.includes(name);
}

/** The caches that the logs name as corrupt are deleted, so that the jobs make them anew. */
function cacheAnswer(sorted: Triage, snapshot: DiagnoseSnapshot, first: Uncovered): Answer | null {
  if (!isAsked("clear-cache", snapshot)) return null;
  const { checks, repair } = snapshot;
  const corrupt = new Map(checks.map(({ name, corruptCaches = [] }) => [name, corruptCaches]));
  const keys = [...new Set([...corrupt.values()].flat())].slice(0, 10);
  const passes = ({ finding: { report, checks: names } }: Uncovered): boolean => report.transient || (followsFromCache.has(report.failure_class) && names.some((name) => (corrupt.get(name)?.length ?? 0) > 0));
  if (keys.length === 0 || ![...sorted.skipped, ...sorted.uncovered].every(passes)) return null;
  const { repository, head_sha } = repair.subject;
  const key = `${repository.id}:cache:${head_sha}:${digestOf(keys.join("\n")).slice(0, 16)}`;
  return {
    skill: "clear-cache", failureClass: first.finding.report.failure_class, prepare: { key, repository, effect: { kind: "delete_caches", keys } }, rerun: true, debug: isAsked("rerun-with-debug", snapshot),
    reason: `the log names ${keys.length === 1 ? `the cache ${keys[0] ?? ""}` : `${keys.length} caches`} as corrupt: deleted, and the failed jobs are run again, once for this commit`,
  };
}

/** The first operation in the operator's order that is for this repository and class, and that the repository names. */
function operationAnswer(snapshot: DiagnoseSnapshot, { finding: { report } }: Uncovered): Answer | null {
  const { repository, head_sha, source } = snapshot.repair.subject;
  const fits = (snapshot.operations ?? []).find((one) => isAsked(one.name, snapshot) && isFor(one, repository.name) && one.when.some((each) => each === report.failure_class));
  if (fits === undefined || source.kind !== "workflow_run") return null;
  const key = `${repository.id}:operation:${fits.name}:${head_sha}`;
  return {
    skill: fits.name, failureClass: report.failure_class, rerun: fits.rerun, debug: isAsked("rerun-with-debug", snapshot),
    prepare: { key, repository, effect: { kind: "run_operation", name: fits.name, idempotency_key: key, head_sha, run_id: source.run_id, failure_class: report.failure_class } },
    reason: `${report.failure_class} is answered by the operator's ${fits.name}${fits.rerun ? ", and the failed jobs are run again" : ""}, once for this commit`,
  };
}

function rerunAnswer(snapshot: DiagnoseSnapshot, { finding: { report } }: Uncovered): Answer | null {
  const debug = isAsked("rerun-with-debug", snapshot);
  if (!debug && !isAsked("rerun-failed-jobs", snapshot)) return null;
  return {
    skill: debug ? "rerun-with-debug" : "rerun-failed-jobs", failureClass: report.failure_class, prepare: null, rerun: true, debug,
    reason: `${report.failure_class} passes by itself: the failed jobs are run again${debug ? " with debug logging" : ""}, once for this commit`,
  };
}
