/** The evidence of PLAN and THINK: the plan whole, and what could go wrong with it. */
import type { Configuration } from "../configuration/configuration.ts";
import { buildEvidenceFile } from "../evidence/evidence-file.ts";
import { protectedBecause } from "../fix/protected-paths.ts";
import type { FixPlan } from "../fix/plan.ts";
import type { EvidenceFile } from "./decision.ts";
import type { Repair } from "./repair.ts";
import { riskOf } from "./risk.ts";

export interface ThinkInput {
  readonly repair: Repair;
  readonly plan: FixPlan;
  readonly configuration: Configuration;
  readonly others: readonly Repair[];
}

export function planFile(repair: Repair, plan: FixPlan): EvidenceFile {
  return buildEvidenceFile("PLAN", { repair: repair.id, plan });
}

export function risksFile({ repair, plan, configuration, others }: ThinkInput): EvidenceFile {
  const paths = [...new Set(plan.steps.flatMap(({ files }) => files))];
  const complexity = Math.max(1, ...repair.failures.map(({ mps }) => mps.complexity));
  const collisions = others.filter((other) => collides(other, repair, paths)).flatMap(({ offer }) => offer?.number ?? []);
  return buildEvidenceFile("THINK", {
    repair: repair.id,
    plan_id: plan.plan_id,
    risk: riskOf(complexity),
    colliding_pull_requests: collisions,
    protected_files: paths.filter((path) => protectedBecause(path, configuration.fix.protected) !== null),
    simulated: [],
    notes: collisions.length === 0 ? [] : ["Another open offer of Regreen touches the same files: whichever is merged second is rebuilt on the first."],
  });
}

function collides(other: Repair, repair: Repair, paths: readonly string[]): boolean {
  return other.id !== repair.id && other.step !== "closed" && other.offer?.number != null
    && (other.plan?.steps.some(({ files }) => files.some((file) => paths.includes(file))) ?? false);
}
