/** The failure that people were told of is gone: its issue is closed, and says since which commit (row P6). Pure. */
import type { Configuration } from "../../configuration/configuration.ts";
import type { RunOutcome } from "../../history/run-outcome.ts";
import { isLater, sourceKey, workflowOf } from "../../history/run-outcome.ts";
import { digestOf } from "../../identity/digest.ts";
import { fixId } from "../../identity/identifier.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import { branchGone } from "../../pull-request/closing-sentence.ts";
import { escalationMarker } from "../../pull-request/escalation.ts";
import { close } from "../close.ts";
import type { Decision } from "../decision.ts";
import { ask, draft } from "../draft.ts";
import type { EffectRequest } from "../effect.ts";
import { issueEffect } from "../escalate.ts";
import { openOperation, type Opening } from "../open-repair.ts";
import type { Repair } from "../repair.ts";

/** Whether it ended with an issue that nobody has looked after yet. `others`: repairs of the same repository. */
export function hasOpenIssue(repair: Repair, others: readonly Repair[]): boolean {
  return repair.status === "escalated" && repair.step === "closed" && repair.issue !== null
    && !others.some(({ operation }) => operation?.kind === "recovered" && operation.of === repair.id);
}

/** The run that shows it: the latest of the same workflow on the same branch, if that passed and came after the red one. It may have come before people were told. */
export function greenSince({ subject, opened_at }: Repair, runs: readonly RunOutcome[]): RunOutcome | null {
  const same = runs.filter(({ branch, workflow }) => branch === subject.branch && workflow === workflowOf(subject.source));
  const latest = same.reduce<RunOutcome | null>((found, run) => (found === null || isLater(run, found) ? run : found), null);
  return latest?.outcome === "passed" && isLater(latest, { source: sourceKey(subject.source), ended_at: opened_at }) ? latest : null;
}

/** Once for each repair that was handed over. */
export function openRecovered(escalated: Repair, run: RunOutcome, at: Timestamp): Opening {
  const key = `${escalated.id}:recovered`;
  const subject = { ...escalated.subject, head_sha: run.head_sha };
  return openOperation(fixId(at, digestOf(key).slice(0, 12)), { subject, key, operation: { kind: "recovered", of: escalated.id }, at });
}

/** The same where its branch was deleted, which will never be green. */
export function openGone(escalated: Repair, at: Timestamp): Opening {
  const key = `${escalated.id}:recovered`;
  return openOperation(fixId(at, digestOf(key).slice(0, 12)), { subject: escalated.subject, key, operation: { kind: "recovered", of: escalated.id, gone: true }, at });
}

export interface RecoveredSnapshot {
  readonly repair: Repair;
  readonly at: Timestamp;
  readonly configuration: Configuration | null;
  readonly escalated: Repair | null;
  /** Repairs of the repository, newest first. */
  readonly others: readonly Repair[];
  readonly webUrl: string | null;
}

/** A failure that was told again since, or of another branch that is not looked after yet, keeps its issue open: that telling is looked after by itself. */
export function decideRecovered({ repair, at, configuration, escalated, others, webUrl }: RecoveredSnapshot): Decision {
  const leave = (reason: string): Decision => close(draft(repair), { status: "skipped", reason, at });
  if (configuration === null || !configuration.enabled || configuration.dry_run) return leave("nothing is written in this repository any more");
  if (escalated === null) return leave("the repair that told people is gone");
  const over = escalated.failures.filter(({ fingerprint }) => !others.some((other) => keepsOpen(other, { escalated, fingerprint, others })));
  if (over.length === 0) return leave("the same failure was told again, and is not gone there");
  if (repair.operation?.kind === "recovered" && repair.operation.gone === true) return closeGone(repair, { escalated, over, at });
  const recovered = { sha: repair.subject.head_sha, at };
  const effects = over.map((failure) => {
    const { key, repository, effect } = issueEffect(escalated, failure, { reason: escalated.reason ?? "", at: escalated.progressed_at, configuration, webUrl, diary: [], recovered });
    return { key: `${repair.id}:${key}`, repository, effect };
  });
  return close(ask(draft(repair), effects), { status: "closed", reason: `green again since ${recovered.sha.slice(0, 12)}: the issue is closed`, at });
}

function keepsOpen(other: Repair, { escalated, fingerprint, others }: { readonly escalated: Repair; readonly fingerprint: string; readonly others: readonly Repair[] }): boolean {
  if (other.id === escalated.id || other.status !== "escalated" || !other.failures.some((failure) => failure.fingerprint === fingerprint)) return false;
  return other.subject.branch === escalated.subject.branch ? other.opened_at > escalated.opened_at : other.step !== "closed" || hasOpenIssue(other, others);
}

function closeGone(repair: Repair, { escalated, over, at }: { readonly escalated: Repair; readonly over: Repair["failures"]; readonly at: Timestamp }): Decision {
  const { branch, repository } = escalated.subject;
  const effects = over.map(({ fingerprint }): EffectRequest => ({ key: `${repair.id}:gone:${fingerprint}`, repository, effect: { kind: "close_issue", marker: escalationMarker(fingerprint), sentence: branchGone(branch, at) } }));
  return close(ask(draft(repair), effects), { status: "closed", reason: `the branch ${branch} was deleted: the issue is closed`, at });
}
