import { localMachine } from "../../adapters/machine/local-machine.ts";
import { buildPlan, type PlannedSkill } from "../../core/fix/build-plan.ts";
import type { FixPlan } from "../../core/fix/plan.ts";
import type { Registries } from "../../core/registry/registry.ts";
import { executionId, type ExecutionId } from "../../core/identity/identifier.ts";
import type { Clock, Randomness } from "../../ports/clock.ts";
import type { Sandbox } from "../../ports/sandbox.ts";
import { executePlan } from "../../execution/execute-plan.ts";
import type { Execution } from "../../execution/execution.ts";
import type { RememberedGit } from "../../execution/remembered-git.ts";
import type { Project } from "./read-project.ts";

/** What every run of a plan on the command line has in common. */
export interface Bench {
  readonly project: Project;
  readonly git: RememberedGit;
  readonly sandbox: Sandbox;
  readonly scratchRoot: string;
  readonly skillsFolder: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly path: string;
  /** Package registries that the user permits. */
  readonly registries: Registries;
  readonly signal: AbortSignal;
  readonly onProgress: (what: string) => void;
}

/** A plan with what came of running it on the working tree's content; `executionId` names that run. */
export interface Attempt { readonly plan: FixPlan; readonly execution: Execution; readonly executionId: ExecutionId }

export async function attempt(planned: readonly PlannedSkill[], bench: Bench): Promise<Attempt> {
  const { project, git, sandbox, scratchRoot, skillsFolder, clock, path, signal, onProgress } = bench;
  const plan = buildPlan({ planned, repo: project.repo, base_sha: project.head, nonce: bench.randomness.hex(16), registries: bench.registries });
  const { prepareSyntax, treeSitterSyntax } = await import("../../adapters/syntax/read-syntax.ts");
  prepareSyntax(plan.steps.flatMap(({ files }) => files));
  const execution = await executePlan({
    plan, checkout: project.checkout, content: "working-tree", sandbox, scratchRoot, clock, machine: { ...localMachine(skillsFolder), git }, path, syntax: treeSitterSyntax, signal, onProgress,
  });
  return { plan, execution, executionId: executionId(clock.now(), bench.randomness.suffix(4)) };
}
