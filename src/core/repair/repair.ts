/**
 * A repair is one red commit's way back to green: opened when a check failed, closed when its pull request was merged or closed,
 * or when it was handed to a person. What no skill covers is a repair of its own, so that each repair has one outcome.
 */
import { z } from "zod";
import { BudgetName } from "../budget/budget.ts";
import { Digest } from "../identity/digest-schema.ts";
import { ExecutionId, FixId, GitSha, RepositoryName, RequestId } from "../identity/identifier.ts";
import { Timestamp } from "../identity/timestamp.ts";
import { PendingFix, FixStatus } from "../failure/pending-fix.ts";
import { FixPlan } from "../fix/plan.ts";
import { Wanted } from "../request/command.ts";
import { Observation } from "../log-source/observation.ts";
import { SourceName } from "../log-source/source.ts";
import { RunAccount } from "../onboarding/past/run-account.ts";
import { SkillName } from "../skill/skill.ts";
import { Phase } from "./phase.ts";

export const Repository = z.strictObject({
  id: z.int().positive(),
  name: RepositoryName,
  installation_id: z.int().positive(),
  default_branch: z.string().min(1),
});
export type Repository = z.infer<typeof Repository>;

/**
 * Where the failure is to be read: a workflow run of Actions, a check run of another CI, or a commit status, the older way to say the same. A guard has no
 * failure: it watches a pull request, or what a merge queue tests, and lives among the repairs because it needs the same care (DECISIONS 52).
 * Nor has an onboarding, which asks a repository once whether it wants Regreen (DECISIONS 70), nor what watches a log beside CI (DECISIONS 80).
 */
export const FailureSource = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("workflow_run"), run_id: z.int().positive(), run_attempt: z.int().positive(), workflow: z.string() }),
  z.strictObject({ kind: z.literal("check_run"), check_run_id: z.int().positive(), name: z.string() }),
  z.strictObject({ kind: z.literal("status"), status_id: z.int().positive(), context: z.string() }),
  z.strictObject({ kind: z.literal("pull_request"), number: z.int().positive() }),
  z.strictObject({ kind: z.literal("merge_group"), number: z.int().positive(), head_ref: z.string(), base_sha: GitSha }),
  z.strictObject({ kind: z.literal("installation") }),
  /** `look`: how often it was looked at; each look is a source of its own in the history. */
  z.strictObject({ kind: z.literal("log_source"), name: SourceName, look: z.int().nonnegative() }),
]);
export type FailureSource = z.infer<typeof FailureSource>;

export const Subject = z.strictObject({
  repository: Repository,
  branch: z.string().min(1),
  head_sha: GitSha,
  source: FailureSource,
  /** The pull request whose head this is, when it comes from the same repository; null on a branch without one. */
  pull_request: z.int().positive().nullable(),
  /** Only where the commit is in a fork: there nothing is written, and `branch` is a name that no branch of ours can have (see `forkBranch`). */
  fork: z.strictObject({ repository_id: z.int().positive(), branch: z.string().min(1) }).optional(),
});
export type Subject = z.infer<typeof Subject>;

/** The step that is run when the repair is next due. */
export const Step = z.enum(["diagnose", "collect", "gate", "guard", "onboard", "observe", "closed"]);
export type Step = z.infer<typeof Step>;

/** The pull request that offers the repair. */
export const Offer = z.strictObject({
  branch: z.string(),
  base_branch: z.string(),
  base_sha: GitSha,
  commit_sha: GitSha.nullable(),
  number: z.int().positive().nullable(),
  url: z.string().nullable(),
  /** Which rebuild of the branch this is; a moved base or another ModLog entry asks for the next. */
  revision: z.int().nonnegative(),
});
export type Offer = z.infer<typeof Offer>;

export const EvidenceReference = z.strictObject({ phase: Phase, file: z.string(), sha256: Digest });
export type EvidenceReference = z.infer<typeof EvidenceReference>;

/** A tracking issue that the repository's alert rules asked for. */
export const AlertReference = z.strictObject({ rule: z.enum(["new", "spike", "sustained"]), fingerprint: Digest });
export type AlertReference = z.infer<typeof AlertReference>;

/** What is done without an edit: `answer`, about a failure that passes by itself; `stuck`, about a run that does not end; `recovered`, about the issue of a failure that is gone; `quiet`, about that of an alert. */
export const RepairOperation = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("answer"), skill: z.string(), reason: z.string(), rerun: z.boolean(), debug: z.boolean(),
    /** Whether what is to be done before the jobs are run again is done. */
    prepared: z.boolean(),
    /** Actions minutes that the failed jobs took: what running them again is expected to cost. */
    minutes: z.number().nonnegative(),
  }),
  z.strictObject({ kind: z.literal("stuck") }),
  /** `of`: the repair by which people were told. `gone`: its branch was deleted. */
  z.strictObject({ kind: z.literal("recovered"), of: FixId, gone: z.literal(true).optional() }),
  /** `of`: the repair by which the alert was told last. */
  z.strictObject({ kind: z.literal("quiet"), of: FixId, ...AlertReference.shape }),
]);

/** A person stopped it for a while: why, and what it was before. */
export const Hold = z.strictObject({ by: z.string(), reason: z.string().nullable(), at: Timestamp, before: FixStatus });
/** A person's yes: to a patch that is kept (`commit` null), or to one head of the offer. */
export const Approval = z.strictObject({ by: z.string(), at: Timestamp, commit: GitSha.nullable() });
/** A person asked for it: of which failures, and whether only to say what would be done. */
export const Requested = z.strictObject({ by: z.string(), request: RequestId, wanted: Wanted, scan: z.boolean() });
export type Requested = z.infer<typeof Requested>;
/** How far an onboarding is: what would have been done about the runs that failed lately. */
export const Onboarding = z.strictObject({
  /** Runs that had ended and were looked at. */
  looked: z.int().nonnegative(),
  /** Ids of failed runs whose logs were not read yet. */
  unread: z.array(z.int().positive()).max(100),
  runs: z.array(RunAccount).max(100),
});

export const Repair = z.strictObject({
  id: FixId,
  subject: Subject,
  step: Step,
  phase: Phase.nullable(),
  status: FixStatus,
  /** Runs of the fix job so far. */
  attempts: z.int().nonnegative(),
  /** Refused moves so far; three hand the repair to a person. */
  violations: z.int().nonnegative(),
  opened_at: Timestamp,
  /** When the repair last moved; 90 minutes without progress hand it to a person. */
  progressed_at: Timestamp,
  /** Only where looks since have not moved it: for how many seconds it stood still while Regreen was at work, up to the look at that moment. */
  stood_still: z.strictObject({ seconds: z.int().nonnegative(), at: Timestamp }).optional(),
  failures: z.array(PendingFix),
  plan: FixPlan.nullable(),
  execution: ExecutionId.nullable(),
  offer: Offer.nullable(),
  evidence: z.array(EvidenceReference),
  /** What holds it back: a budget of the repository, or that no worker takes its step; null: nothing does. */
  held_by: z.union([BudgetName, z.literal("no_worker")]).nullable().default(null),
  /** Why it stopped or rests, in plain words. */
  reason: z.string().nullable(),
  /** The escalation issue, when there is one. */
  issue: z.int().positive().nullable(),
  /** Only where an operational skill is at work. */
  operation: RepairOperation.optional(),
  /** Only where alerts were told: which, and after how many hours without the failure their issues are closed. */
  alerted: z.strictObject({ alerts: z.array(AlertReference).max(10), quiet_hours: z.int().positive() }).optional(),
  /** Only where it is no pull request of ours that brings the repair: a commit on somebody's, or suggestions on its lines. */
  delivery: z.enum(["pushed", "suggested"]).optional(),
  /** Only where a maintainer was waited for: the comment that said so is kept true. */
  awaited: z.literal(true).optional(),
  /** Only where the repository wants a pull request for each skill: the one that this repair is for. */
  only_skill: SkillName.optional(),
  /** Only where it was opened beside another one for a failure that a loop guard stopped. */
  loop: z.literal(true).optional(),
  hold: Hold.optional(),
  approval: Approval.optional(),
  requested: Requested.optional(),
  /** A person asked for changes to what is offered: it is not merged until one approves it. */
  changes: z.strictObject({ by: z.string(), reason: z.string(), at: Timestamp }).optional(),
  /** Only once its patch did not fit the base branch any more: the head of that, and since when that is known. */
  unfit: z.strictObject({ base: GitSha, at: Timestamp }).optional(),
  /** Only of an onboarding, once it has looked at the repository. */
  onboarding: Onboarding.optional(),
  /** Only of what watches a log source, once it has looked. */
  observation: Observation.optional(),
});
export type Repair = z.infer<typeof Repair>;

/** Names a fork's branch beside our own: no branch of git's may have a colon (https://git-scm.com/docs/git-check-ref-format). */
export function forkBranch({ repository_id, branch }: NonNullable<Subject["fork"]>): string {
  return `fork:${repository_id}:${branch}`;
}

/** The same failure told twice (another delivery, another event, the sweep) opens one repair: this key is unique in the store. */
export function subjectKey(subject: Subject): string {
  const { source, repository, head_sha } = subject;
  switch (source.kind) {
    case "workflow_run": return `${repository.id}:${head_sha}:run:${source.run_id}:${source.run_attempt}`;
    case "check_run": return `${repository.id}:${head_sha}:check:${source.check_run_id}`;
    // A CI says the same again and again, each time under another id.
    case "status": return `${repository.id}:${head_sha}:status:${source.context}`;
    case "pull_request": return `${repository.id}:guard:pull:${source.number}:${head_sha}`;
    case "merge_group": return `${repository.id}:guard:group:${source.number}:${head_sha}`;
    case "installation": return `onboarding:${repository.id}:${repository.installation_id}`;
    case "log_source": return `source:${repository.id}:${repository.installation_id}:${source.name}`;
    default: return source satisfies never;
  }
}

/** Whether it watches a pull request instead of mending a failure. */
export function isGuard({ subject: { source } }: Pick<Repair, "subject">): boolean {
  return source.kind === "pull_request" || source.kind === "merge_group";
}

/** Whether it watches a pull request or a log, or asks a repository, instead of mending a failure: nobody is told when it cannot go on, and patience is no matter. */
export function mendsNothing(repair: Pick<Repair, "subject">): boolean {
  return isGuard(repair) || repair.subject.source.kind === "installation" || isObserver(repair);
}

/** Whether it watches a log beside CI. */
export function isObserver({ subject: { source } }: Pick<Repair, "subject">): boolean {
  return source.kind === "log_source";
}
