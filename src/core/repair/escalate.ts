/** Hands a failure to a person: one issue per fingerprint, with the diagnosis and what was tried. The repair ends when the issue stands. */
import type { Configuration } from "../configuration/configuration.ts";
import type { PendingFix } from "../failure/pending-fix.ts";
import { workflowOf } from "../history/run-outcome.ts";
import { digestOfJson } from "../identity/digest.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import { buildEscalation, type EscalationInput } from "../pull-request/escalation.ts";
import { close } from "./close.ts";
import type { Decision } from "./decision.ts";
import { alter, ask, swear } from "./draft.ts";
import type { EffectRequest } from "./effect.ts";
import type { Repair } from "./repair.ts";
import { runUrl, sourceUrl } from "./web-url.ts";

export interface Escalation {
  /** In plain words why Regreen does not mend it. */
  readonly reason: string;
  readonly at: Timestamp;
  readonly configuration: Configuration;
  readonly webUrl: string | null;
  /** What was tried, oldest first. */
  readonly diary: readonly string[];
  /** What the history says of the failure, in sentences. */
  readonly seenBefore?: readonly string[];
  /** A loop guard stopped it (the objective loop_rate). */
  readonly loop?: true;
  /** The failure is gone since: the issue is closed. */
  readonly recovered?: EscalationInput["recovered"];
}

/** A dry run tells nobody: the repair ends with the reason. */
export function escalate(decision: Decision, escalation: Escalation): Decision {
  const { reason, at, configuration, loop } = escalation;
  if (configuration.dry_run) return close(decision, { status: "skipped", reason: `dry run: would tell people: ${reason}`, at });
  const { repair } = decision;
  if (repair.subject.fork !== undefined) return close(decision, { status: "failed", reason: `no issue is opened about a fork's pull request: ${reason}`, at });
  const failures = (repair.failures.length > 0 ? repair.failures : [unknownFailure(repair, at)]).map((failure): PendingFix => ({ ...failure, status: "escalated", timestamp: at }));
  const told = alter({ ...decision, due: null }, { step: "gate", status: "escalated", reason, failures, progressed_at: at });
  const kept = { ...told, pendingFixes: decision.pendingFixes.length > 0 ? decision.pendingFixes : failures };
  return ask(swear(kept, { kind: "stopped", at, payload: { status: "escalated", reason, ...(loop === undefined ? {} : { loop }) } }), failures.map((failure) => issueEffect(told.repair, failure, escalation)));
}

export function issueEffect(repair: Repair, failure: PendingFix, { reason, at, configuration, webUrl, diary, seenBefore = [], recovered }: Escalation): EffectRequest {
  const { title, body, marker } = buildEscalation({ repair: repair.id, at, failure, reason, branch: repair.subject.branch, runUrl: runUrl(repair, webUrl), sourceUrl: sourceUrl(repair, webUrl), diary, seenBefore, ...(recovered === undefined ? {} : { recovered }) });
  return {
    key: `${repair.id}:issue:${failure.fingerprint}`,
    repository: repair.subject.repository,
    effect: { kind: "upsert_issue", marker, title, body, labels: configuration.labels.applied, state: recovered === undefined ? "open" : "closed" },
  };
}

/** The repair stopped before its failure had a name: one issue per branch and workflow. */
function unknownFailure({ id, subject }: Repair, at: Timestamp): PendingFix {
  const { source, repository, branch, head_sha } = subject;
  const check = workflowOf(source);
  return {
    fix_id: id, repo: repository.name, head_sha, check, skill_id: null, pattern_name: "undiagnosed", failure_class: "unknown", tool: null,
    fingerprint: digestOfJson({ repository: repository.id, branch, check }), mps: { complexity: 3, importance: 3, deferability: 3, impact: 2, priority: "P2" },
    file_paths: [], locations: [], failing_tests: [], error_snippet: "", fix_action: null, confidence: 0, status: "escalated", assigned_to: null, standards: [], timestamp: at,
  };
}
