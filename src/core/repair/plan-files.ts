/** The evidence of PLAN and THINK: the plan whole, and what could go wrong with it. */
import type { Configuration } from "../configuration/configuration.ts";
import { buildEvidenceFile } from "../evidence/evidence-file.ts";
import { protectedBecause } from "../fix/protected-paths.ts";
import type { FixPlan } from "../fix/plan.ts";
import type { Pack } from "../policy/load-pack.ts";
import { simulateGate, type ExpectedAnswer } from "../policy/simulate-gate.ts";
import type { EvidenceFile } from "./decision.ts";
import { complexityOf, plannedFacts } from "./propose-facts.ts";
import type { Repair } from "./repair.ts";
import { riskOf } from "./risk.ts";

export interface ThinkInput {
  readonly repair: Repair;
  readonly plan: FixPlan;
  readonly configuration: Configuration;
  readonly others: readonly Repair[];
  /** In force where the repair would be proposed. */
  readonly packs: readonly Pack[];
}

export function planFile(repair: Repair, plan: FixPlan): EvidenceFile {
  return buildEvidenceFile("PLAN", { repair: repair.id, plan });
}

export function risksFile({ repair, plan, configuration, others, packs }: ThinkInput): EvidenceFile {
  const paths = [...new Set(plan.steps.flatMap(({ files }) => files))];
  const collisions = others.filter((other) => collides(other, repair, paths)).flatMap(({ offer }) => offer?.number ?? []);
  const simulated = simulateGate({ gate: "propose", packs, facts: plannedFacts(repair, plan), head_sha: null, base_sha: plan.base_sha });
  return buildEvidenceFile("THINK", {
    repair: repair.id,
    plan_id: plan.plan_id,
    risk: riskOf(complexityOf(repair)),
    colliding_pull_requests: collisions,
    protected_files: paths.filter((path) => protectedBecause(path, configuration.fix.protected, []) !== null),
    simulated: simulated.map(({ rule, expected }) => ({ rule, expected })),
    notes: notesOf(collisions, simulated),
  });
}

function notesOf(collisions: readonly number[], simulated: readonly ExpectedAnswer[]): string[] {
  const denied = simulated.filter(({ expected }) => expected === "deny").map(({ rule }) => rule);
  return [
    ...(collisions.length === 0 ? [] : ["Another open offer of Regreen touches the same files: whichever is merged second is rebuilt on the first."]),
    ...(denied.length === 0 ? [] : [`As planned, this would be denied by ${denied.join(", ")}.`]),
  ];
}

function collides(other: Repair, repair: Repair, paths: readonly string[]): boolean {
  return other.id !== repair.id && other.step !== "closed" && other.offer?.number != null
    && (other.plan?.steps.some(({ files }) => files.some((file) => paths.includes(file))) ?? false);
}
