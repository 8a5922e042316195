/** The facts of the propose gate: what would be offered, before there is a pull request. */
import type { PatchCheck } from "../fix/check-patch.ts";
import type { FixPlan } from "../fix/plan.ts";
import type { FixResult } from "../fix/result.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import { changeFacts, type ChangeReading } from "../policy/change/change-facts.ts";
import { momentFacts, type Facts } from "../policy/facts.ts";
import { groundingOf } from "./grounding.ts";
import { checkEvidence } from "./check-evidence.ts";
import type { EvidenceFile } from "./decision.ts";
import { evidenceFile, phases, type Phase } from "./phase.ts";
import type { Repair } from "./repair.ts";
import type { Standing } from "../skill/standing/standing.ts";

export interface ProposeFactsInput {
  readonly repair: Repair;
  readonly plan: FixPlan;
  readonly check: PatchCheck;
  readonly result: FixResult;
  readonly evidence: readonly EvidenceFile[];
  /** The least standing of the plan's skills; null where it was not read. */
  readonly standing: Standing | null;
  readonly at: Timestamp;
  /** What the patch changes, as policies see it. */
  readonly change: ChangeReading;
}

/** As Regreen's App is called where it writes. */
export const AUTHOR = "regreen[bot]";

export function proposeFacts({ repair, plan, check, result, evidence, standing, at, change }: ProposeFactsInput): Facts {
  return {
    ...changeFacts(change).facts,
    now: momentFacts(at),
    reviews: null,
    pull: {
      number: 0, author: AUTHOR, draft: false, files: check.files.map(({ path }) => path), changed_lines: check.added + check.removed,
      head_branch: offerBranch(repair), base_branch: repair.subject.branch, mergeable: null, fork: false, same_head: [],
    },
    labels: [],
    contract: { violations: check.violations.length, rules: [...new Set(check.violations.map(({ rule }) => rule))] },
    post_checks: { total: result.checks.length, failed: result.checks.filter(({ after }) => after.exit !== 0).length },
    secrets: { found: check.violations.filter(({ rule }) => rule === "secret").length },
    head: null,
    base: { current: true, protected: null },
    checks: null,
    evidence: { missing: missingEvidence(repair, "VERIFY", evidence) },
    grounding: groundingOf(plan, repair.failures),
    repair: { present: true, attempts: repair.attempts, complexity: complexityOf(repair) },
    skill: { names: plan.steps.map(({ skill }) => skill.name), standing },
  };
}

/** What is known of an offer when it is only planned: the files are those that the plan may write. What the change will be, and what checks will say, is not known. */
export function plannedFacts(repair: Repair, plan: FixPlan): Facts {
  return plannedFactsOf(plan, { headBranch: offerBranch(repair), baseBranch: repair.subject.branch, attempts: repair.attempts + 1, complexity: complexityOf(repair) });
}

export interface Planned {
  readonly headBranch: string;
  readonly baseBranch: string;
  readonly attempts: number;
  readonly complexity: number;
}

/** The same for a plan that no repair has made yet. */
export function plannedFactsOf(plan: FixPlan, { headBranch, baseBranch, attempts, complexity }: Planned): Facts {
  return {
    ...changeFacts(null).facts,
    now: null,
    reviews: null,
    pull: {
      number: 0, author: AUTHOR, draft: false, files: [...new Set(plan.steps.flatMap(({ files }) => files))], changed_lines: null,
      head_branch: headBranch, base_branch: baseBranch, mergeable: null, fork: false, same_head: [],
    },
    labels: [],
    contract: null, post_checks: null, head: null, checks: null, evidence: null, grounding: null,
    base: { current: true, protected: null },
    repair: { present: true, attempts, complexity },
    skill: { names: plan.steps.map(({ skill }) => skill.name), standing: null },
  };
}

/** Files of the phases up to `last` that do not stand. */
export function missingEvidence(repair: Repair, last: Phase, evidence: readonly EvidenceFile[]): readonly string[] {
  return phases.slice(0, phases.indexOf(last) + 1).filter((phase) => checkEvidence(repair, phase, evidence) !== null).map((phase) => evidenceFile[phase]);
}

export function complexityOf({ failures }: Repair): number {
  return Math.max(1, ...failures.map(({ mps }) => mps.complexity));
}

/** The branch that offers a repair: one for its whole life. */
export function offerBranch({ id }: Repair): string {
  return `regreen/${id}`;
}
