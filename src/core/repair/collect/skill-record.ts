/** What a collected run says of its skills: kept with the decision that it led to, once per plan. */
import { digestOf } from "../../identity/digest.ts";
import { executionId, type ExecutionId } from "../../identity/identifier.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { FixPlan } from "../../fix/plan.ts";
import { recordRun } from "../../replay/record-run.ts";
import type { KeptRecording } from "../../replay/recording.ts";
import { executionsOf } from "../../skill/standing/executions-of.ts";
import type { SkillExecution } from "../../skill/standing/skill-execution.ts";
import type { Decision } from "../decision.ts";
import type { Collection } from "./decide-collect.ts";
import type { Reading } from "./snapshot.ts";

export function executionOfPlan({ plan_id }: FixPlan, at: Timestamp): ExecutionId {
  return executionId(at, digestOf(plan_id).slice(0, 8));
}

/** Nothing is kept while the same run is to be looked at again, or where its artifact could not be relied on. */
export function withSkillRecord(decision: Decision, collection: Collection): Decision {
  const { repair } = decision;
  const { plan, configuration, at } = collection;
  const undecided = repair.step === "collect" && repair.plan?.plan_id === plan.plan_id;
  const executions = undecided ? [] : ranIn(collection);
  if (executions.length === 0) return decision;
  const execution = executionOfPlan(plan, at);
  const reviewed = wasDenied(decision) && executions.every(({ outcome }) => outcome === "succeeded" || outcome === "nothing" || outcome === "remains");
  const aftermaths = reviewed ? [{ execution, kind: "manual_review" as const, commit: null, at }] : [];
  return { ...decision, skills: { executions, aftermaths, bounds: configuration.skills.standing, recordings: recordingsOf(decision, collection) } };
}

function ranIn({ repair, job, plan, reading, shipped, byRule, at }: Collection): readonly SkillExecution[] {
  if (job.kind !== "ended") return [];
  const { result } = job.left;
  if (result.outcome === "changed" && reading.kind !== "read") return [];
  return executionsOf({ execution: executionOfPlan(plan, at), plan, result, ...ownReading(reading), failures: repair.failures, byRule: byRule ?? new Set(), surface: "app", shipped, at });
}

/** The tree is the commit itself, and the logs were kept when the failure was diagnosed. */
function recordingsOf({ entries }: Decision, { job, plan, reading, repair, at }: Collection): readonly KeptRecording[] {
  if (job.kind !== "ended") return [];
  const answer = entries.find(({ kind }) => kind === "policy_evaluated")?.payload["answer"];
  const verdict = answer === "allow" || answer === "deny" || answer === "wait" ? answer : null;
  const kept = recordRun({
    execution: executionOfPlan(plan, at), repair: repair.id, surface: "app", workspace: null, failures: repair.failures, plan, result: job.left.result,
    changed: reading.kind === "read" ? reading.proof.check.files : [], overlay: [], verdict, contents: [], logs: [], at,
  });
  return kept === null ? [] : [kept];
}

export function ownReading(reading: Reading): { readonly patch: Uint8Array | null; readonly violations: readonly string[] } {
  return reading.kind === "read" ? { patch: reading.proof.patch, violations: reading.proof.check.violations.map(({ path }) => path) } : { patch: null, violations: [] };
}

function wasDenied({ entries }: Decision): boolean {
  return entries.some(({ kind, payload }) => kind === "policy_evaluated" && payload["answer"] !== "allow");
}
