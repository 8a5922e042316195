/** What the collection is decided over: what the fix job left, what our own checks found, and what stands on GitHub now. */
import type { SwornSpending } from "../../budget/spending.ts";
import type { Configuration } from "../../configuration/configuration.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { FixPlan } from "../../fix/plan.ts";
import type { LedgerEntry } from "../../ledger/entry.ts";
import type { Pack } from "../../policy/load-pack.ts";
import type { SecondOpinion } from "../../policy/second-opinion.ts";
import type { EvidenceFile } from "../decision.ts";
import type { Digest } from "../../identity/digest.ts";
import type { SkillExecution } from "../../skill/standing/skill-execution.ts";
import type { Standing } from "../../skill/standing/standing.ts";
import type { ShownFile } from "../../pull-request/suggestions.ts";
import type { Proof } from "../proof.ts";
import type { Repair } from "../repair.ts";
import type { MergedChange } from "./undoing.ts";
import type { FixJob } from "./fix-job.ts";
import type { JobCost } from "./job-cost.ts";

/** What our own reading of the job's patch gave. `none`: there is no patch to read. */
export type Reading =
  | { readonly kind: "none" }
  | { readonly kind: "branch_deleted" }
  /** The patch is not one that Regreen accepts, or does not fit the commit that it was made on. */
  | { readonly kind: "unreadable"; readonly reason: string }
  | { readonly kind: "read"; readonly proof: Proof };

export interface CollectSnapshot {
  readonly repair: Repair;
  readonly plan: FixPlan;
  readonly at: Timestamp;
  /** Null: taken away since the diagnosis. */
  readonly configuration: Configuration | null;
  readonly packs: readonly Pack[];
  readonly webUrl: string | null;
  readonly job: FixJob;
  /** What the fix job cost, where it has ended; null: it has not, or that was sworn to before. */
  readonly cost: JobCost | null;
  /** Actions minutes of the repository in the last 24 hours, as the ledger has them. */
  readonly minutes: { readonly spent: number };
  readonly reading: Reading;
  /** Whether the subject's own pull request is closed by now. */
  readonly subjectClosed: boolean;
  /** The diff of the subject's own pull request; empty where nothing is to be suggested. */
  readonly shown: readonly ShownFile[];
  readonly others: readonly Repair[];
  /** What was merged lately into the same branch. */
  readonly merged: readonly MergedChange[];
  /** Executions in this repository within a day. */
  readonly executions: readonly SkillExecution[];
  /** What was sworn to as spent within a day beside them. */
  readonly sworn?: SwornSpending;
  readonly evidence: readonly EvidenceFile[];
  readonly history: readonly LedgerEntry[];
  /** The least standing of the plan's skills, before this run counts. */
  readonly standing: Standing;
  /** Digests of the skills that were shipped with evidence. */
  readonly shipped: ReadonlySet<Digest>;
  /** Names of the skills whose contract names the rules that they mend. */
  readonly byRule?: ReadonlySet<string>;
  /** What another decision point says to the proposal; not given or null: nobody else is asked. */
  readonly opinion?: SecondOpinion | null;
  /** 32 hexadecimal characters, fresh. */
  readonly nonce: string;
}
