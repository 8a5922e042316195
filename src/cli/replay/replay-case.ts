/** A failure to be replayed, wherever it was recorded: what its log says, what is known of it, and how its tree is built. */
import type { Configuration } from "../../core/configuration/configuration.ts";
import type { FailureReport } from "../../core/failure/report.ts";
import type { Patch } from "../../core/fix/patch.ts";
import type { PlanStep } from "../../core/fix/plan.ts";
import type { GitSha } from "../../core/identity/identifier.ts";
import type { Ending, Truth } from "../../core/replay/ending.ts";

/** `checking`: post-checks are run on it, and the contract is held against it; `judging`: the contract alone. */
export interface RecordedChange {
  readonly anew: "checking" | "judging";
  /** Throws SetAside where nothing was changed, or the patch is not kept. */
  patch(): Promise<Patch>;
}

export interface ReplayCase {
  /** The example's name, or the execution's. */
  readonly name: string;
  readonly source: "example" | "recording";
  readonly reports: readonly FailureReport[];
  readonly configuration: Configuration;
  readonly truth: Truth;
  readonly before: Ending;
  /** Steps of other skills that were run in the same plan, in order; the replayed skill's own step stands at `at`. */
  readonly others: { readonly steps: readonly PlanStep[]; readonly at: number };
  /** The step of the skill as it was planned, where a skill is not chosen anew: its files, places and options are taken from it. */
  readonly planned?: PlanStep;
  /** The change as it was recorded, where the replay begins after it was made. */
  readonly recorded?: RecordedChange;
  /** Builds the tree in a folder that is not there yet. Throws SetAside where it cannot be built. */
  layOut(folder: string): Promise<GitSha>;
}

/** This failure cannot be judged here, for the reason given: it counts neither for nor against the candidate. */
export class SetAside extends Error {}
