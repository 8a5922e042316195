/** Replays that begin by themselves: which candidates the operator and the repositories name, and the running of one replay. */
import type { RepositoryName } from "../core/identity/identifier.ts";
import type { DueReplay, LearningBudget } from "../core/replay/learning/next-replay.ts";
import type { ReplayReport } from "../core/replay/report.ts";
import type { Skill } from "../core/skill/skill.ts";
import type { StandingBounds } from "../core/skill/standing/bounds.ts";

/** A candidate version that stands in a folder, beside the version that is in use. */
export interface NamedCandidate {
  readonly repo: RepositoryName;
  readonly skill: Skill;
  readonly folder: string;
  /** Null: there is no version of this skill before. */
  readonly present: Pick<Skill, "name" | "digest"> | null;
  /** The repository's own. */
  readonly bounds: StandingBounds;
}

export interface Rehearsals {
  readonly budget: LearningBudget;
  /** As the folders are now. A folder whose SKILL.md is not right is told in the log, and left out. */
  candidates(): Promise<readonly NamedCandidate[]>;
  /** Runs it in a process of its own; the report is kept by that process. Rejects where it could not be run (no sandbox, no such checkout). Null: stopped by the signal. */
  rehearse(due: DueReplay, signal: AbortSignal): Promise<ReplayReport | null>;
}
