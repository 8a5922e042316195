/** What the gate is decided over: one snapshot of the offer as it stands on GitHub now. */
import type { Configuration } from "../../configuration/configuration.ts";
import type { GitSha } from "../../identity/identifier.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { LedgerEntry } from "../../ledger/entry.ts";
import type { ChangeReading } from "../../policy/change/change-facts.ts";
import type { Pack } from "../../policy/load-pack.ts";
import type { SecondOpinion } from "../../policy/second-opinion.ts";
import type { ReviewReading } from "../../policy/owners/review-facts.ts";
import type { EvidenceFile } from "../decision.ts";
import type { Effect, Receipt } from "../effect.ts";
import type { Proof } from "../proof.ts";
import type { Repair } from "../repair.ts";
import type { Standing } from "../../skill/standing/standing.ts";

export interface PullFacts {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  readonly mergeSha: GitSha | null;
  readonly draft: boolean;
  readonly author: string;
  readonly headSha: GitSha;
  readonly headBranch: string;
  readonly headRepositoryId: number | null;
  readonly baseBranch: string;
  /** Null while GitHub is still computing it. */
  readonly mergeable: boolean | null;
  readonly labels: readonly string[];
  readonly url: string;
}

/** A check run or workflow run, latest attempt. */
export interface CheckFacts {
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  /** The App that made it, by GitHub's number; null: GitHub does not tell, or it is a run without a check yet. */
  readonly appId?: number | null;
  /** File of the workflow that it is of, where it is one of Actions. */
  readonly workflow?: string | null;
  readonly completedAt?: Timestamp | null;
}

/** A check that must succeed: by its name, and where they are given by its App and workflow too. */
export interface RequiredCheck {
  readonly name: string;
  readonly appId: number | null;
  readonly workflow: string | null;
}

/** A receipt of one of the repair's effects. */
export interface Settled {
  readonly key: string;
  readonly effect: Effect;
  readonly receipt: Receipt;
}

export interface GateSnapshot {
  readonly repair: Repair;
  readonly at: Timestamp;
  /** Null: taken away since. */
  readonly configuration: Configuration | null;
  readonly packs: readonly Pack[];
  readonly webUrl: string | null;
  readonly evidence: readonly EvidenceFile[];
  readonly history: readonly LedgerEntry[];
  readonly others: readonly Repair[];
  /** The least standing of the plan's skills now; null where there is no plan. */
  readonly standing: Standing | null;
  /** Oldest first. */
  readonly receipts: readonly Settled[];
  /** Effects of the repair that are not performed yet. */
  readonly unfinished: number;
  /** Null: there is none yet, or GitHub does not know it any more. */
  readonly pull: PullFacts | null;
  /** Null: the base branch was deleted. */
  readonly baseHead: GitSha | null;
  /** On the pull request's head, or on the merge commit once it is merged. */
  readonly checks: readonly CheckFacts[];
  /** Whether the pull request that it was to mend is merged or closed by now. */
  readonly subjectClosed: boolean;
  /** On the base branch's head, latest attempts; empty where they were not read. */
  readonly baseChecks: readonly CheckFacts[];
  /** What the base branch and the configuration require; null: that cannot be read. */
  readonly required: readonly RequiredCheck[] | null;
  /** Whether a rule of GitHub's protects the base branch; null: that cannot be read. */
  readonly protected: boolean | null;
  /** What the pull request changes, and what was read about it; null: not read. */
  readonly change: ChangeReading | null;
  /** Null: not read. */
  readonly reviews: ReviewReading | null;
  /** Numbers of other open pull requests with the same head. */
  readonly sameHead: readonly number[];
  /** What another decision point says, where the operator names one. */
  readonly opinion: SecondOpinion | null;
  /** What it says to proposing the patch on the base that moved; not given or null: nobody else is asked. */
  readonly proposeOpinion?: SecondOpinion | null;
  /** The patch read again against the base branch's present head; null when that has not moved, or the patch is gone. */
  readonly moved: Proof | null;
  /** 32 hexadecimal characters, fresh. */
  readonly nonce: string;
}
