import { Fault } from "../fault/fault.ts";
import type { GitSha, RepositoryName } from "../identity/identifier.ts";
import type { Registries } from "../registry/registry.ts";
import type { Generate } from "../configuration/generate.ts";
import type { Place } from "../skill/edit/place.ts";
import type { TakenBack } from "../skill/culprit.ts";
import type { Fragment } from "../skill/fragment.ts";
import type { Skill } from "../skill/skill.ts";
import { sealPlan, type FixPlan, type PlanStep } from "./plan.ts";

/** A skill with the files it is to be run on, in the order in which the steps shall run. */
export interface PlannedSkill {
  readonly skill: Skill;
  readonly files: readonly string[];
  /** The repository's own commands, where the skill runs those. */
  readonly generate?: readonly Generate[];
  /** Where the failures are, where the skill makes a built-in edit. */
  readonly places?: readonly Place[];
  /** The commit that is taken back, where the skill does that. */
  readonly restore?: TakenBack;
  /** The file that is added, where the skill does that. */
  readonly adds?: Fragment;
  /** Options of the failing command that the skill's commands are run with too. */
  readonly options?: readonly string[];
}

export interface PlanInput {
  readonly planned: readonly PlannedSkill[];
  readonly repo: RepositoryName;
  readonly base_sha: GitSha;
  /** 32 hexadecimal characters from the caller's source of randomness. */
  readonly nonce: string;
  /** What the operator permits (not given: nothing); a plan takes up only what its steps need. */
  readonly registries?: Registries;
}

/** GitHub's limit for the inputs of a dispatched workflow, all together: 65,535 characters (REST documentation, "Create a workflow dispatch event"). */
const MOST_CHARACTERS = 60_000;

/** One plan of ordered steps, sealed. Throws Fault `plan-too-large` when it would not fit into a dispatched workflow's input. */
export function buildPlan({ planned, repo, base_sha, nonce, registries = {} }: PlanInput): FixPlan {
  const origins = originsFor(planned, registries);
  const plan = sealPlan({ version: 1, repo, base_sha, steps: planned.map(stepOf), ...(origins.length === 0 ? {} : { registries: origins }), nonce });
  const size = JSON.stringify(plan).length;
  if (size > MOST_CHARACTERS) throw new Fault("plan-too-large", { detail: `${size} characters` });
  return plan;
}

function originsFor(planned: readonly PlannedSkill[], registries: Registries): string[] {
  const ecosystems = planned.flatMap(({ skill }) => skill.contract.limits.registry ?? []);
  return [...new Set(ecosystems.flatMap((ecosystem) => registries[ecosystem] ?? []))].sort();
}

function stepOf({ skill, files, generate, places, restore, adds, options }: PlannedSkill): PlanStep {
  const { contract, name, digest, document } = skill;
  return {
    skill: { name, version: contract.version, digest, ...(document === undefined ? {} : { document }) },
    files: [...new Set(files)].sort(),
    fix: contract.fix,
    post_check: contract.post_check,
    ...(contract.run_in === undefined ? {} : { run_in: contract.run_in }),
    ...(generate === undefined ? {} : { generate: [...generate] }),
    ...(places === undefined ? {} : { places: [...places] }),
    ...(restore === undefined ? {} : { restore }),
    ...(adds === undefined ? {} : { adds }),
    ...(options === undefined ? {} : { options: [...options] }),
    may_touch: contract.files,
    actions: contract.actions,
    limits: contract.limits,
  };
}
