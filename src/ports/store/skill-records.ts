/** What skills did, and what came of trying candidates. */
import type { SkillHistory, SkillTotals } from "../../core/skill/standing/skill-history.ts";
import type { StandingChange } from "../../core/skill/standing/standing-change.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { SkillExecution } from "../../core/skill/standing/skill-execution.ts";
import type { SkillRecord } from "../../core/skill/standing/record.ts";
import type { LedgerDraft } from "../../core/ledger/entry.ts";
import type { FixId } from "../../core/identity/identifier.ts";
import type { KnownRecording } from "../../core/replay/recording.ts";
import type { ReplayReport } from "../../core/replay/report.ts";
import type { Promotion } from "../../core/replay/promotion.ts";

/** Executions of skills and their standing: appended with the decision that saw them, or by the command line. */
export interface SkillRecords {
  /** Of one repository; of each version the latest `most` executions. */
  history(asked: { readonly repo: string; readonly most: number }): Promise<SkillHistory>;
  /** The latest of one repository since a moment, newest first, a thousand at most. */
  recent(asked: { readonly repo: string; readonly since: Timestamp }): Promise<readonly SkillExecution[]>;
  /** Sums per version and repository; all repositories unless one is named. */
  totals(asked: { readonly repo?: string }): Promise<readonly SkillTotals[]>;
  /** One transaction: a version that was rolled back begins anew by a person's word, and that is sworn to. False, and nothing is kept, where it is not rolled back. */
  tryAgain(trial: { readonly change: StandingChange; readonly entries: readonly LedgerDraft[] }): Promise<boolean>;
  /** One transaction: what is new is kept, `entries` and each standing that changed by it are sworn to. */
  keep(keeping: { readonly record: SkillRecord; readonly entries?: readonly LedgerDraft[]; readonly repair: FixId | null; readonly at: Timestamp }): Promise<void>;
}

/** Failures as they were met (written with the executions that met them), and what came of replaying them with candidates. */
export interface Replays {
  /** The latest of a skill in a repository, newest first. */
  recordings(asked: { readonly repo: string; readonly skill: string; readonly most: number }): Promise<readonly KnownRecording[]>;
  /** One transaction: the report is kept (once under its name) and sworn to, the promotion given and sworn to. */
  keep(keeping: { readonly report: ReplayReport; readonly promotion: Promotion | null }): Promise<void>;
  /** Newest first. */
  history(asked: { readonly repo?: string; readonly skill?: string; readonly most: number }): Promise<readonly ReplayReport[]>;
}
