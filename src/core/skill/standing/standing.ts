/**
 * Standing is what a version of a skill may do in a repository, earned there by its executions: a candidate is run and checked, and nothing of
 * it is proposed; a promoted one may propose; a trusted one may be merged by itself where policy allows; one that was rolled back is not run.
 * A pure function over executions, so that everybody who has them comes to the same answer.
 */
import { z } from "zod";
import { milliseconds, type Timestamp } from "../../identity/timestamp.ts";
import type { StandingBounds } from "./bounds.ts";
import { isShownAbove, type Limit } from "./shown-above.ts";
import type { KnownExecution } from "./skill-execution.ts";

export const Standing = z.enum(["candidate", "promoted", "trusted", "rolled_back"]);
export type Standing = z.infer<typeof Standing>;

/** What is counted of the executions judged. Those that came to nothing or left only what was there before are counted as executions, and not among the `runs`. */
export interface StandingCounts {
  readonly executions: number;
  /** Those that mended what the tool can, and left what was there before: neither for the skill nor against it. */
  readonly remains: number;
  /** Those that changed something: successes, failed post-checks, broken contracts. */
  readonly runs: number;
  readonly successes: number;
  /** Failed post-checks, broken contracts, and changes that were reverted. */
  readonly failures: number;
  /** A person had to look, or declined the change. */
  readonly reviews: number;
  readonly over_tokens: number;
  readonly over_seconds: number;
  /** What they were held against: the repository's bound, or what the contract calls usual where that is more. */
  readonly most_seconds: number;
  /** Clean runs up to now, without a failure or review in between. */
  readonly clean: number;
}

export interface StandingVerdict {
  readonly standing: Standing;
  /** Why, in plain words. */
  readonly reason: string;
  readonly counts: StandingCounts;
}

export interface StandingQuestion {
  /** Of one version in one repository, oldest first; the last `bounds.window` are judged. */
  readonly executions: readonly KnownExecution[];
  readonly begins_as: "candidate" | "promoted";
  /** As it was before; `rolled_back` stays until the skill has a new version, or a person puts it on trial again. Null: never judged. */
  readonly before: Standing | null;
  /** When a person last put it on trial again: what it did until then does not count. Not given or null: nobody did. */
  readonly since?: Timestamp | null;
  readonly bounds: StandingBounds;
}

export function judgeStanding({ executions, begins_as, before, since = null, bounds }: StandingQuestion): StandingVerdict {
  const counts = countExecutions(withoutRepeats(sinceTrial(executions, since)).slice(-bounds.window), bounds);
  const condemned = whyCondemned(counts, bounds);
  if (before === "rolled_back") return { standing: "rolled_back", reason: `${condemned ?? "this version was rolled back before"}; a new version begins anew`, counts };
  if (condemned !== null) return { standing: "rolled_back", reason: condemned, counts };
  if (counts.clean >= bounds.trust_after) return { standing: "trusted", reason: `${counts.clean} clean runs in a row`, counts };
  if (counts.successes >= bounds.promote_after) return { standing: "promoted", reason: `${counts.successes} successes among ${counts.runs} runs`, counts };
  if (begins_as === "promoted" || before === "promoted" || before === "trusted") return { standing: "promoted", reason: keptBecause(begins_as), counts };
  return { standing: "candidate", reason: `${counts.successes} of ${bounds.promote_after} successes`, counts };
}

export function sinceTrial<One extends Pick<KnownExecution, "at">>(executions: readonly One[], since: Timestamp | null): readonly One[] {
  return since === null ? executions : executions.filter(({ at }) => milliseconds(at) > milliseconds(since));
}

/** Trying again what failed, on the same commit and files, shows nothing new: the bounds are for failures that do not depend on each other. */
function withoutRepeats(executions: readonly KnownExecution[]): readonly KnownExecution[] {
  const failed = new Set<string>();
  return executions.filter(({ outcome, subject }) => {
    if (subject === undefined || outcome === "succeeded" || outcome === "nothing" || outcome === "remains") return true;
    if (failed.has(subject)) return false;
    failed.add(subject);
    return true;
  });
}

function keptBecause(begins_as: "candidate" | "promoted"): string {
  return begins_as === "promoted" ? "shipped with evidence that its examples hold" : "promoted before, and nothing speaks against it";
}

export function countExecutions(executions: readonly KnownExecution[], bounds: StandingBounds): StandingCounts {
  const runs = executions.filter(({ outcome }) => outcome !== "nothing" && outcome !== "remains");
  const count = (wanted: (one: KnownExecution) => boolean): number => runs.filter(wanted).length;
  return {
    executions: executions.length,
    remains: executions.filter(({ outcome }) => outcome === "remains").length,
    runs: runs.length,
    successes: count((one) => !hasFailed(one)),
    failures: count(hasFailed),
    reviews: count(({ reviewed }) => reviewed),
    over_tokens: count(({ tokens }) => tokens > bounds.tokens),
    over_seconds: count((one) => one.seconds > mostSeconds(one, bounds)),
    most_seconds: Math.max(bounds.seconds, ...runs.map((one) => mostSeconds(one, bounds))),
    clean: runs.length - 1 - runs.findLastIndex((one) => hasFailed(one) || one.reviewed),
  };
}

function mostSeconds({ usual_seconds }: Pick<KnownExecution, "usual_seconds">, { seconds }: StandingBounds): number {
  return Math.max(seconds, usual_seconds ?? 0);
}

function hasFailed({ outcome, reverted }: KnownExecution): boolean {
  return outcome !== "succeeded" || reverted;
}

interface Measure { readonly name: string; readonly hits: number; readonly limit: Limit; readonly said: string }

/** Each thing that can condemn a skill, with its count and its limit. Cost is judged by its median: one slow run on a busy machine is none. */
export function measuresOf(counts: StandingCounts, bounds: StandingBounds): readonly Measure[] {
  const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
  const half: Limit = { share: 0.5, doubt: bounds.doubt };
  return [
    { name: "failures", hits: counts.failures, limit: { share: bounds.post_check_failures, doubt: bounds.doubt }, said: `failed (limit ${percent(bounds.post_check_failures)})` },
    { name: "reviews", hits: counts.reviews, limit: { share: bounds.manual_reviews, doubt: bounds.doubt }, said: `needed a person (limit ${percent(bounds.manual_reviews)})` },
    { name: "tokens", hits: counts.over_tokens, limit: half, said: `took more than ${bounds.tokens} tokens (limit: half of them)` },
    { name: "seconds", hits: counts.over_seconds, limit: half, said: `took longer than ${counts.most_seconds} s (limit: half of them)` },
  ];
}

function whyCondemned(counts: StandingCounts, bounds: StandingBounds): string | null {
  const over = measuresOf(counts, bounds).find(({ hits, limit }) => isShownAbove(hits, counts.runs, limit));
  return over === undefined ? null : `${over.hits} of ${counts.runs} runs ${over.said}`;
}
