/** What the diagnosis is reached over: read once, before anything is decided. */
import type { Configuration } from "../../configuration/configuration.ts";
import type { FailureReport } from "../../failure/report.ts";
import type { Past } from "../../history/past.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { Pack } from "../../policy/load-pack.ts";
import type { Registries } from "../../registry/registry.ts";
import type { Skill } from "../../skill/skill.ts";
import type { SkillExecution } from "../../skill/standing/skill-execution.ts";
import type { StandingOf } from "../../skill/standing/skill-history.ts";
import type { Repair } from "../repair.ts";

/** A job or check that failed, with what its log says. */
export interface FailedCheck {
  /** `CI / lint`: workflow and job; or the check's name. */
  readonly name: string;
  readonly reports: readonly FailureReport[];
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
  readonly skills: readonly Skill[];
  readonly standingOf: StandingOf;
  readonly packs: readonly Pack[];
  /** Address of GitHub's pages, for links: `https://github.com`. Null: none is configured. */
  readonly webUrl: string | null;
  /** 32 hexadecimal characters, fresh: names the plan once. */
  readonly nonce: string;
  /** Package registries that the operator permits; not given: none. */
  readonly registries?: Registries;
}
