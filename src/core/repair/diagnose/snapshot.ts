/** What the diagnosis is reached over: read once, before anything is decided. */
import type { SwornSpending } from "../../budget/spending.ts";
import type { Configuration } from "../../configuration/configuration.ts";
import type { FailureReport } from "../../failure/report.ts";
import type { Past } from "../../history/past.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { Pack } from "../../policy/load-pack.ts";
import type { Registries } from "../../registry/registry.ts";
import type { Culprit } from "../../skill/culprit.ts";
import type { PullTitle } from "../../skill/fragment.ts";
import type { Skill } from "../../skill/skill.ts";
import type { SkillExecution } from "../../skill/standing/skill-execution.ts";
import type { StandingOf } from "../../skill/standing/skill-history.ts";
import type { JobTimes } from "../operate/minutes.ts";
import type { Operation } from "../operate/operation.ts";
import type { Repair } from "../repair.ts";

/** A job or check that failed, with what its log says. */
export interface FailedCheck {
  /** `CI / lint`: workflow and job; or the check's name. */
  readonly name: string;
  /** The job's name as GitHub shows it; not given: it is no job of Actions. */
  readonly job?: string;
  readonly reports: readonly FailureReport[];
  /** The raw log where it was short enough to be kept; null where it was not, not given where there is none. */
  readonly log?: Uint8Array | null;
  /** When the job began and ended; not given: it is no job of Actions. */
  readonly times?: JobTimes;
  /** Keys of the Actions caches that the log names as corrupt. */
  readonly corruptCaches?: readonly string[];
}

export interface DiagnoseSnapshot {
  readonly repair: Repair;
  readonly at: Timestamp;
  readonly configuration: Configuration;
  readonly checks: readonly FailedCheck[];
  /** The repository's other repairs, newest first, closed ones too. */
  readonly others: readonly Repair[];
  /** What was seen of these failures and tests before. */
  readonly past: Past;
  /** Who wrote the latest commits of the branch, newest first. */
  readonly authors: readonly (string | null)[];
  /** Executions in this repository within a day. */
  readonly executions: readonly SkillExecution[];
  /** What was sworn to as spent within a day beside them. */
  readonly sworn?: SwornSpending;
  readonly skills: readonly Skill[];
  readonly standingOf: StandingOf;
  readonly packs: readonly Pack[];
  /** Which commit broke the branch; only where the repository wants such a one taken back. */
  readonly culprit?: Culprit;
  /** The subject's pull request; not given or null: there is none. */
  readonly pull?: PullTitle | null;
  /** Address of GitHub's pages, for links: `https://github.com`. Null: none is configured. */
  readonly webUrl: string | null;
  /** 32 hexadecimal characters, fresh: names the plan once. */
  readonly nonce: string;
  /** Package registries that the operator permits; not given: none. */
  readonly registries?: Registries;
  /** The operator's own operations; not given: none. */
  readonly operations?: readonly Operation[];
  /** Of the failed jobs and of this repository, in Actions minutes. */
  readonly minutes: { readonly spent: number; readonly failedJobs: number };
}
