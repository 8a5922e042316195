/**
 * The store keeps deliveries, repairs, the ledger, the outbox and evidence, on SQLite (one process) or PostgreSQL (several workers).
 * Inbox, repairs and outbox are claimed in place: a claim is a lease with a fencing token, and every write of its holder is refused
 * once the token has moved on. Terms: a *claim* is held until `until`; to *settle* is to finish it; to *postpone* is to give it back.
 */
import type { Admission, Wake } from "../core/event/admission.ts";
import type { Digest } from "../core/identity/digest.ts";
import type { FixId, RequestId } from "../core/identity/identifier.ts";
import type { Timestamp } from "../core/identity/timestamp.ts";
import type { PendingFix } from "../core/failure/pending-fix.ts";
import type { FingerprintSummary, Occurrence } from "../core/history/occurrence.ts";
import type { SpentAt } from "../core/budget/meters.ts";
import type { WrittenAt } from "../core/pace/content-limits.ts";
import type { RunOutcome, TestFailure } from "../core/history/run-outcome.ts";
import type { LedgerDraft, LedgerEntry } from "../core/ledger/entry.ts";
import type { Decision, EvidenceFile, OpenedRepair } from "../core/repair/decision.ts";
import type { Effect, EffectRequest, Receipt } from "../core/repair/effect.ts";
import type { GivenInstruction } from "../core/repair/instruction.ts";
import type { Repair, Repository, Step } from "../core/repair/repair.ts";
import type { RequestDecision, Ruling } from "../core/request/decision.ts";
import type { OpenedRequest } from "../core/request/open-request.ts";
import type { StandingOrder } from "../core/request/order.ts";
import type { Request } from "../core/request/request.ts";
import type { KnownRecording } from "../core/replay/recording.ts";
import type { Promotion } from "../core/replay/promotion.ts";
import type { ReplayReport } from "../core/replay/report.ts";
import type { SkillExecution } from "../core/skill/standing/skill-execution.ts";
import type { SkillRecord } from "../core/skill/standing/record.ts";
import type { SkillHistory, SkillTotals } from "../core/skill/standing/skill-history.ts";

export type { Admission, Wake } from "../core/event/admission.ts";

export interface Store {
  readonly dialect: "sqlite" | "postgres";
  readonly inbox: Inbox;
  readonly repairs: Repairs;
  readonly requests: Requests;
  readonly orders: Orders;
  readonly outbox: Outbox;
  readonly ledger: Ledger;
  readonly evidence: Evidence;
  readonly pendingFixes: PendingFixes;
  readonly history: History;
  readonly skillRecords: SkillRecords;
  readonly replays: Replays;
  readonly operationRuns: OperationRuns;
  readonly keys: Keys;
  readonly pace: Pace;
  readonly crawls: Crawls;
  /** Resolves when the database answers; rejects with Fault `store-unavailable`. */
  ping(): Promise<void>;
  /** What time it is where the database runs. */
  time(): Promise<Timestamp>;
  /** When the next delivery, repair or effect is due; null: all of them rest. */
  nextDue(): Promise<Timestamp | null>;
  close(): Promise<void>;
}

/** A lease on a row. `token` only grows; a holder whose token is not the row's any more has lost it. */
export interface Claim {
  readonly holder: string;
  readonly token: number;
  readonly until: Timestamp;
}

export interface ClaimRequest {
  readonly holder: string;
  readonly now: Timestamp;
  /** How long the lease holds without renewal. */
  readonly seconds: number;
  readonly most: number;
}

export interface Delivery {
  /** GitHub's `X-GitHub-Delivery`, unique. */
  readonly guid: string;
  readonly event: string;
  readonly body: Uint8Array;
  readonly receivedAt: Timestamp;
  readonly installationId: number | null;
}

export interface ClaimedDelivery { readonly delivery: Delivery; readonly claim: Claim; readonly attempts: number }

/** `lease_lost`: another holder has it, nothing was written. */
export type Settlement = "settled" | "lease_lost";

export interface Inbox {
  /**
   * Stores all of them durably in one transaction, together with what else comes in meanwhile (group commit); a GUID seen before is `duplicate`.
   * The bodies are handed over: their bytes may be gone afterwards. Fault `store-unavailable`: nothing of them is acknowledged, send them again.
   */
  append(deliveries: readonly Delivery[]): Promise<readonly ("stored" | "duplicate")[]>;
  claim(request: ClaimRequest): Promise<readonly ClaimedDelivery[]>;
  /** One transaction: repairs opened (once per key), repairs woken, ledger entries, the run's outcome, delivery done. */
  admit(delivery: ClaimedDelivery, admission: Admission, now: Timestamp): Promise<Settlement>;
  /** Gives it back until `due`; the fault is kept. After `most` attempts it is set aside as dead, and stays to be looked at. */
  postpone(delivery: ClaimedDelivery, due: Timestamp, fault: string): Promise<Settlement>;
  bury(delivery: ClaimedDelivery, fault: string): Promise<Settlement>;
  count(): Promise<{ readonly waiting: number; readonly done: number; readonly ignored: number; readonly dead: number }>;
}

export interface ClaimedRepair {
  readonly repair: Repair;
  readonly claim: Claim;
  readonly attempts: number;
  /** How often the repair had been woken when it was claimed: a wake during the step makes it due again at once. */
  readonly wakes: number;
}

/** `steps`: only repairs that are to take one of these; all unless given. */
export interface RepairClaimRequest extends ClaimRequest { readonly steps?: readonly Step[] }

export interface Repairs {
  claim(request: RepairClaimRequest): Promise<readonly ClaimedRepair[]>;
  /** Heart-beat. False: the lease is lost. */
  renew(claimed: ClaimedRepair, now: Timestamp, seconds: number): Promise<boolean>;
  /** One transaction, guarded by the claim's token: repair, opened repairs, ledger entries, evidence, pending fixes, what was seen, effects, lease released. */
  commit(claimed: ClaimedRepair, decision: Decision, now: Timestamp): Promise<Settlement>;
  postpone(claimed: ClaimedRepair, due: Timestamp, fault: string): Promise<Settlement>;
  /** Opens without a delivery (the sweep, the CLI, tests). Counts those that were new. */
  open(opened: readonly OpenedRepair[], entries: readonly LedgerDraft[], now: Timestamp): Promise<number>;
  wake(wakes: readonly Wake[], now: Timestamp): Promise<number>;
  /** What people told it and it has not taken yet, oldest first. */
  instructions(id: FixId): Promise<readonly GivenInstruction[]>;
  find(id: FixId): Promise<Repair | null>;
  /** Newest first. Guards, onboardings and what watches a log, which mend nothing, are not among them. */
  list(filter: RepairFilter): Promise<readonly Repair[]>;
  /** Repositories that a repair was ever opened in, the one of the latest repair first, as they were then. */
  repositories(most: number): Promise<readonly Repository[]>;
  /** Guards of one pull request, newest first. */
  guards(pull: { readonly repositoryId: number; readonly number: number; readonly most: number }): Promise<readonly Repair[]>;
  /** Repairs that were closed since a moment, the latest first; guards are not among them. */
  ended(since: Timestamp, most: number): Promise<readonly Repair[]>;
  /** What watches a log source. */
  observing(): Promise<readonly Repair[]>;
  /** Repositories of an installation that were asked whether they want Regreen, by id, and how many of them have no pull request about it yet. */
  onboarded(installationId: number): Promise<{ readonly asked: readonly number[]; readonly waiting: number }>;
  /** Repairs not closed that have rested since before `since`: the sweep looks at them again. */
  resting(since: Timestamp, most: number): Promise<readonly Repair[]>;
}

export interface RepairFilter { readonly repositoryId?: number; readonly steps?: readonly Step[]; readonly most: number }

export interface ClaimedEffect {
  readonly id: number;
  /** Whose it is: a repair's, or a request's; the other is null. */
  readonly repairId: FixId | null;
  readonly requestId: RequestId | null;
  readonly key: string;
  readonly repository: Repository;
  readonly effect: Effect;
  readonly claim: Claim;
  readonly attempts: number;
}

export interface ClaimedRequest {
  readonly request: Request;
  readonly claim: Claim;
  readonly attempts: number;
  readonly wakes: number;
}

/** What people ask for in words. Claimed in place like repairs; only `commit` moves one. */
export interface Requests {
  claim(request: ClaimRequest): Promise<readonly ClaimedRequest[]>;
  renew(claimed: ClaimedRequest, now: Timestamp, seconds: number): Promise<boolean>;
  /** One transaction, guarded by the claim's token: request, opened repairs, what repairs are told, standing orders, what other requests are ruled, ledger entries, effects, lease released. */
  commit(claimed: ClaimedRequest, decision: RequestDecision, now: Timestamp): Promise<Settlement>;
  postpone(claimed: ClaimedRequest, due: Timestamp, fault: string): Promise<Settlement>;
  /** Opens without a delivery (the watched folder, the CLI). Counts those that were new. */
  open(opened: readonly OpenedRequest[], now: Timestamp): Promise<number>;
  /** A person's word about what a machine asked for; false: it does not wait for that. */
  rule(ruling: Ruling, now: Timestamp): Promise<boolean>;
  find(id: RequestId): Promise<Request | null>;
  /** Newest first. */
  list(most: number): Promise<readonly Request[]>;
  /** Of a comment, a comment on lines or a review with this number, oldest first. */
  ofComment(repositoryId: number, commentId: number): Promise<readonly Request[]>;
}

/** Waivers and modes that people set by a request. */
export interface Orders {
  /** Of one repository, oldest first; those that have ended too. */
  of(repositoryId: number): Promise<readonly StandingOrder[]>;
}

export interface StoredReceipt { readonly key: string; readonly effect: Effect; readonly receipt: Receipt }

export interface Outbox {
  /** Asks for effects while a repair's step still runs: what it is at, which decides nothing. Guarded by the claim's token; false: the lease is lost, nothing was asked. */
  ask(claimed: ClaimedRepair, requests: readonly EffectRequest[], now: Timestamp): Promise<boolean>;
  /** Only the first unfinished effect of each repair is claimed: effects of one repair keep their order. */
  claim(request: ClaimRequest): Promise<readonly ClaimedEffect[]>;
  renew(claimed: ClaimedEffect, now: Timestamp, seconds: number): Promise<boolean>;
  /** One transaction: receipt kept, `effect_done` in the ledger, the repair woken. */
  settle(claimed: ClaimedEffect, receipt: Receipt, now: Timestamp): Promise<Settlement>;
  postpone(claimed: ClaimedEffect, due: Timestamp, fault: string): Promise<Settlement>;
  /** Receipts of a repair's effects, oldest first. */
  receipts(repair: FixId): Promise<readonly StoredReceipt[]>;
  /** Requests of a repair that are not finished yet. */
  unfinished(repair: FixId): Promise<readonly EffectRequest[]>;
  count(): Promise<{ readonly waiting: number; readonly done: number }>;
}

export interface Ledger {
  /** In order, from `fromSeq` on. */
  read(fromSeq: number): AsyncIterable<LedgerEntry>;
  ofRepair(id: FixId): Promise<readonly LedgerEntry[]>;
  head(): Promise<{ readonly seq: number; readonly hash: Digest } | null>;
  /** Verdicts that were sworn to in a repository since a moment, newest first. */
  verdicts(asked: { readonly repo: string; readonly since: Timestamp; readonly most: number }): Promise<readonly LedgerEntry[]>;
  /** Entries that tell how well Regreen does (refusals, verdicts, endings, calls that needed another try), since a moment, in order. */
  measured(since: Timestamp): AsyncIterable<LedgerEntry>;
  /** Hash of the first entry; null when there is none. */
  origin(): Promise<Digest | null>;
  /** The latest entry of kind `checkpoint`; null when there is none. */
  latestCheckpoint(): Promise<LedgerEntry | null>;
  /** Sum of the amounts of a budget that were sworn to as spent in a repository since then. */
  spent(asked: { readonly repo: string; readonly budget: string; readonly since: Timestamp }): Promise<number>;
  /** The same one by one, of all budgets, oldest first. */
  spendings(asked: { readonly repo: string; readonly since: Timestamp }): Promise<readonly SpentAt[]>;
  /** For entries that belong to no step (checkpoints, human decisions at the door). One transaction. */
  append(drafts: readonly LedgerDraft[]): Promise<readonly LedgerEntry[]>;
}

export interface Evidence {
  ofRepair(id: FixId): Promise<readonly Omit<EvidenceFile, "content">[]>;
  /** Content by digest; null when it is not there. */
  content(sha256: Digest): Promise<Uint8Array | null>;
  /** Contents by digest, in one look; those that are not there are left out. */
  contents(sha256s: readonly Digest[]): Promise<ReadonlyMap<Digest, Uint8Array>>;
}

export interface PendingFixes {
  list(filter: { readonly repo?: string; readonly most: number }): Promise<readonly PendingFix[]>;
}

/** What was seen of failures, runs and tests. Written with the decision or the admission that saw it, each once. */
export interface History {
  /** Of one repository, newest first. */
  occurrences(asked: { readonly repositoryId: number; readonly fingerprint: Digest; readonly most: number }): Promise<readonly Occurrence[]>;
  /** One for each fingerprint, that seen last first. `repo`: only what was seen there. */
  summaries(asked: { readonly repo?: string; readonly most: number }): Promise<readonly FingerprintSummary[]>;
  /** Ends of runs of one workflow (or of one check of another CI), newest first. */
  runs(asked: { readonly repositoryId: number; readonly workflow: string; readonly most: number }): Promise<readonly RunOutcome[]>;
  /** Runs that found the test failing, newest first. */
  testFailures(asked: { readonly repositoryId: number; readonly test: string; readonly most: number }): Promise<readonly TestFailure[]>;
}

/** Executions of skills and their standing: appended with the decision that saw them, or by the command line. */
export interface SkillRecords {
  /** Of one repository; of each version the latest `most` executions. */
  history(asked: { readonly repo: string; readonly most: number }): Promise<SkillHistory>;
  /** The latest of one repository since a moment, newest first, a thousand at most. */
  recent(asked: { readonly repo: string; readonly since: Timestamp }): Promise<readonly SkillExecution[]>;
  /** Sums per version and repository; all repositories unless one is named. */
  totals(asked: { readonly repo?: string }): Promise<readonly SkillTotals[]>;
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

/** Runs of the operator's operations: a key is begun once, by whoever is first. */
export interface OperationRuns {
  /** `unfinished`: it was begun before, and no end is known (its process may have been killed, or is still at it). */
  begin(key: string, at: Timestamp): Promise<{ readonly kind: "begun" } | { readonly kind: "unfinished" } | { readonly kind: "ended"; readonly receipt: Receipt }>;
  /** Keeps how it ended; a second end changes nothing. */
  end(key: string, receipt: Receipt): Promise<void>;
}

/** Keys that several processes share through the database, where the operator has not given one. */
export interface Keys {
  /** Keeps the key (PEM) under the name unless one is kept there already; gives the one that is kept. */
  keep(name: string, pem: string): Promise<string>;
  read(name: string): Promise<string | null>;
}

/** GitHub's limits of each installation, shared by all processes and kept across restarts. Seconds are those still to be waited; 0: now. */
export interface Pace {
  /** GitHub asked us to send nothing until then; a later moment stands, an earlier one changes nothing. */
  pause(installationId: number, until: Timestamp): Promise<void>;
  /** Those that still stand. */
  pauses(now: Timestamp): Promise<readonly { readonly installationId: number; readonly until: Timestamp }[]>;
  /** What each installation wrote within the hour, as it is counted. */
  written(now: Timestamp): Promise<ReadonlyMap<number, readonly WrittenAt[]>>;
  secondsToWait(installationId: number, now: Timestamp): Promise<number>;
  /** Counts one request that writes, where GitHub's limits leave room for it (0); else nothing is counted. */
  takeRoom(installationId: number, now: Timestamp): Promise<number>;
}

export interface ClaimedCrawl {
  readonly repository: Repository;
  /** Until when what failed there was seen. */
  readonly seen: Timestamp;
  readonly claim: Claim;
  readonly attempts: number;
}

/** Repositories that the crawler looks at, each held by one worker at a time. */
export interface Crawls {
  /** What an installation has now: new ones are due at once and seen until `seen`; those that are gone are forgotten. */
  list(installationId: number, repositories: readonly Repository[], at: { readonly now: Timestamp; readonly seen: Timestamp }): Promise<void>;
  /** Installations that have repositories here, and the ids of one's repositories, as they were listed last. */
  installations(): Promise<readonly number[]>;
  repositories(installationId: number): Promise<readonly number[]>;
  /** Forgets the repositories of all other installations. */
  keepOnly(installationIds: readonly number[]): Promise<void>;
  claim(request: ClaimRequest): Promise<readonly ClaimedCrawl[]>;
  /** Seen until then, and looked at again when due. `watched`: it has a configuration. */
  settle(claimed: ClaimedCrawl, end: { readonly seen: Timestamp; readonly due: Timestamp; readonly watched: boolean }): Promise<Settlement>;
  postpone(claimed: ClaimedCrawl, due: Timestamp, fault: string): Promise<Settlement>;
  /** How many repositories of an installation have a configuration. */
  watched(installationId: number): Promise<number>;
}
