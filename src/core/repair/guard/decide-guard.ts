/** A guard's decision: judge somebody's pull request, or what a merge queue tests, whenever anything that the verdict rests on has moved, and on a timer. Pure. */
import type { Configuration } from "../../configuration/configuration.ts";
import type { GitSha } from "../../identity/identifier.ts";
import { after, milliseconds, type Timestamp } from "../../identity/timestamp.ts";
import { evaluateGate } from "../../policy/evaluate-gate.ts";
import { type Leniency } from "../../policy/leniency.ts";
import type { Pack } from "../../policy/load-pack.ts";
import { withSecondOpinion, type SecondOpinion } from "../../policy/second-opinion.ts";
import { stages } from "../../policy/stage.ts";
import { isOfferBranch, isOwnBranch } from "../../event/own-branch.ts";
import { close } from "../close.ts";
import type { Decision } from "../decision.ts";
import { alter, ask, draft } from "../draft.ts";
import { policyCheckEffect } from "../gate/policy-check.ts";
import type { PullFacts, Settled } from "../gate/snapshot.ts";
import type { Judgeable } from "../gate/merge-facts.ts";
import type { Repair } from "../repair.ts";
import { swearVerdict, swearWaivers } from "../swear-verdict.ts";
import { wait } from "../wait.ts";
import { baselineText, type Baseline } from "./baseline.ts";

export interface GuardSnapshot {
  readonly repair: Repair;
  readonly at: Timestamp;
  /** Null: there is none, or not any more. */
  readonly configuration: Configuration | null;
  readonly packs: readonly Pack[];
  /** Why the packs cannot be relied on; null: they can. */
  readonly problem: string | null;
  /** Guards of the same pull request, itself among them. */
  readonly guards: readonly Repair[];
  /** Null: GitHub knows no such pull request. */
  readonly pull: PullFacts | null;
  /** Head of the base branch now, or the base of the merge group. Null: the branch is gone. */
  readonly baseHead: GitSha | null;
  /** Null: not read, since it is not governed. */
  readonly judgeable: Judgeable | null;
  readonly opinion: SecondOpinion | null;
  readonly receipts: readonly Settled[];
  readonly unfinished: number;
  /** What this repository's gate has said so far; null: nothing of it only observes. */
  readonly baseline: Baseline | null;
}

const LOOK_AGAIN_SECONDS = 600;
/** GitHub is still computing whether it can be merged; where it never ends that, it is asked like the rest (attack G13). */
const SOON_SECONDS = 5;
const SOON_FOR_SECONDS = 300;

export function decideGuard(snapshot: GuardSnapshot): Decision {
  const { repair, at, pull, baseHead, judgeable, unfinished } = snapshot;
  const over = whyOver(snapshot);
  if (over !== null) return close(draft(repair), { status: "closed", reason: over, at, ...(isMergedHere(repair, pull) ? { merged: true } : {}) });
  if (awaitsTwin(snapshot)) return { ...draft(repair), due: after(at, SOON_SECONDS) };
  const idle = whyIdle(snapshot);
  if (idle !== null) return wait(draft(repair), { at, seconds: LOOK_AGAIN_SECONDS, reason: idle });
  if (snapshot.problem !== null) return wait(draft(repair), { at, seconds: LOOK_AGAIN_SECONDS, reason: snapshot.problem });
  if (unfinished > 0) return wait(draft(repair), { at, seconds: null, reason: "the check is being written" });
  if (pull === null || baseHead === null || judgeable === null) return wait(draft(repair), { at, seconds: LOOK_AGAIN_SECONDS, reason: "what it would be judged by cannot be read" });
  return judged(snapshot, { pull, baseHead, judgeable });
}

/** Why there is nothing to guard any more; null: there is, or may be. */
export function whyOver({ repair, pull, guards }: Pick<GuardSnapshot, "repair" | "pull" | "guards">): string | null {
  const { source, head_sha } = repair.subject;
  if (pull === null) return "the pull request is not there any more";
  if (pull.state === "closed") return "the pull request was merged or closed";
  if (source.kind === "pull_request" && isOwn(repair, pull) && isOfferBranch(pull.headBranch)) return "a pull request of our own: its repair's gate judges it";
  if (source.kind === "pull_request" && pull.headSha !== head_sha) return "its head moved: the new head has a guard of its own";
  return guards.some((other) => isBefore(other, repair)) ? "another guard watches this head already" : null;
}

/** Merged at the very head that this guard watched. */
function isMergedHere({ subject }: Repair, pull: PullFacts | null): boolean {
  return pull?.merged === true && subject.source.kind === "pull_request" && pull.headSha === subject.head_sha;
}

/** Whether pull requests of others are judged under this configuration at all: where not, nothing is kept about them. */
export function governsOthers(configuration: Configuration | null): boolean {
  return configuration !== null && configuration.enabled && !configuration.dry_run && configuration.gate.govern === "all";
}

/** Why nothing is judged for now; null: it is. A push to the default branch, which is where that is said, wakes the guard, and so does the timer. */
export function whyIdle({ repair, configuration, pull }: Pick<GuardSnapshot, "repair" | "configuration" | "pull">): string | null {
  if (configuration === null || !configuration.enabled) return "no configuration, or it says enabled: false";
  if (configuration.dry_run) return "dry run: nothing is written";
  return configuration.gate.govern === "own" && (pull === null || !isOwn(repair, pull)) ? "the gate governs Regreen's own pull requests only (gate.govern)" : null;
}

function isOwn({ subject }: Repair, pull: PullFacts): boolean {
  return isOwnBranch(pull.headBranch) && pull.headRepositoryId === subject.repository.id;
}

/** Of two that watch the same, the one that has looked goes on, since it may have told what it saw; where both have or neither has, the one that was opened first. */
function isBefore(other: Repair, guard: Repair): boolean {
  if (!isTwin(other, guard)) return false;
  if (hasLooked(other) !== hasLooked(guard)) return hasLooked(other);
  return other.opened_at < guard.opened_at || (other.opened_at === guard.opened_at && other.id < guard.id);
}

/** A twin that was kept first, though its delivery came later, may be looking now without having seen this one: its look is waited for, so that one check is written. */
function awaitsTwin({ repair, guards }: Pick<GuardSnapshot, "repair" | "guards">): boolean {
  return !hasLooked(repair) && guards.some((other) => isTwin(other, repair) && !hasLooked(other));
}

function isTwin(other: Repair, { id, subject }: Repair): boolean {
  return other.id !== id && other.step === "guard" && other.subject.source.kind === subject.source.kind && other.subject.head_sha === subject.head_sha;
}

/** What it saw is its reason to rest. */
function hasLooked({ reason }: Repair): boolean {
  return reason !== null;
}

interface Judging {
  readonly pull: PullFacts;
  readonly baseHead: GitSha;
  readonly judgeable: Judgeable;
}

function judged(snapshot: GuardSnapshot, { pull, baseHead, judgeable: { facts, places, unknowns } }: Judging): Decision {
  const { repair, at, configuration, packs, receipts, baseline } = snapshot;
  const { head_sha } = repair.subject;
  const leniency: Leniency = { waivers: configuration?.gate.waivers ?? [], observed: observedStages(configuration, facts.repair.present), pull: pull.number, at };
  const verdict = withSecondOpinion(evaluateGate({ gate: "merge", packs, facts, places, unknowns, head_sha, base_sha: baseHead, leniency }), snapshot.opinion);
  const effect = policyCheckEffect(repair, { verdict, head: head_sha, receipts, note: baseline === null || leniency.observed.length === 0 ? null : baselineText(baseline, leniency.observed) });
  const known = alter(draft(repair), { offer: repair.offer === null ? null : { ...repair.offer, base_branch: pull.baseBranch } });
  const told = effect === null ? known : ask(swearWaivers(swearVerdict(known, verdict, { at, pull: pull.number }), verdict, leniency), [effect]);
  return wait(told, { at, seconds: pull.mergeable === null && milliseconds(at) - milliseconds(repair.opened_at) < SOON_FOR_SECONDS * 1000 ? SOON_SECONDS : LOOK_AGAIN_SECONDS, reason: verdict.summary });
}

/** Observing never loosens what Regreen itself may do. */
function observedStages(configuration: Configuration | null, own: boolean): Leniency["observed"] {
  if (configuration === null || own) return [];
  return configuration.gate.mode === "observe" ? stages : configuration.gate.observe;
}
