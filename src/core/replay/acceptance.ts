/**
 * The acceptance rule of a replay: a candidate is accepted where it fixes at least what was fixed, changes nothing wrongly, refuses nothing that was
 * fixed before, gives a reason for each refusal, and does not take much longer; over enough failures to say so. Pure (DECISIONS 50).
 */
import type { Ending, Truth } from "./ending.ts";

export interface ReplayedCase {
  readonly name: string;
  readonly source: "example" | "recording";
  readonly truth: Truth["kind"];
  /** As it ended when it was recorded; of an example, as its case says. */
  readonly before: Ending;
  /** The present version, run again beside the candidate on the same machine; null: there is none. */
  readonly present: Ending | null;
  readonly after: Ending;
}

export interface AcceptanceRule {
  /** Fewest failures that must have been replayed. */
  readonly least: number;
  /** The candidate's median may be so many times the present version's … */
  readonly slower: number;
  /** … and so many seconds more: short runs vary. */
  readonly graceSeconds: number;
  /** Seconds that the median must not exceed, unless the present version's does: the bound of standing. */
  readonly mostSeconds: number;
}

export const acceptanceRule: Omit<AcceptanceRule, "mostSeconds"> = { least: 5, slower: 1.5, graceSeconds: 1 };

export interface Tally {
  readonly fixed: number;
  readonly wrong: number;
  readonly refused: number;
  /** Median wall-clock seconds of what was fixed; null where nothing was. */
  readonly seconds: number | null;
}

export interface Acceptance {
  readonly accepted: boolean;
  /** Every reason against it, in plain words; empty when accepted. */
  readonly reasons: readonly string[];
  readonly before: Tally;
  readonly present: Tally | null;
  readonly after: Tally;
}

/** `notReached`: cases that were not replayed because time was up. */
export function accept(cases: readonly ReplayedCase[], rule: AcceptanceRule, notReached = 0): Acceptance {
  const before = tally(cases.map((one) => one.before));
  const after = tally(cases.map((one) => one.after));
  const today = cases.flatMap(({ present }) => present ?? []);
  const present = today.length === 0 ? null : tally(today);
  const reasons = [
    tooFew(cases, rule), unfinished(notReached), wrongly(cases), fewerFixed(before, after), lost(cases), unexplained(cases), tooSlow(present, after, rule),
  ].filter((reason) => reason !== null);
  return { accepted: reasons.length === 0, reasons, before, present, after };
}

export function tally(endings: readonly Ending[]): Tally {
  const of = (kind: Ending["kind"]): readonly Ending[] => endings.filter((ending) => ending.kind === kind);
  return { fixed: of("fixed").length, wrong: of("wrong").length, refused: of("refused").length, seconds: median(of("fixed").map(({ seconds }) => seconds)) };
}

function tooFew({ length }: readonly ReplayedCase[], { least }: AcceptanceRule): string | null {
  return length >= least ? null : `${length} ${length === 1 ? "failure was" : "failures were"} replayed, and at least ${least} are needed to judge a version`;
}

function unfinished(count: number): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? "failure was" : "failures were"} not reached in time: give more with --seconds`;
}

function wrongly(cases: readonly ReplayedCase[]): string | null {
  const wrong = cases.filter(({ after }) => after.kind === "wrong");
  return wrong.length === 0 ? null : `${wrong.length} wrongly changed: ${named(wrong)}`;
}

function fewerFixed(before: Tally, after: Tally): string | null {
  return after.fixed >= before.fixed ? null : `${after.fixed} fixed, and ${before.fixed} were before`;
}

/** A refusal is a reason for itself only where people refused the change too, or nothing was fixed before. */
function lost(cases: readonly ReplayedCase[]): string | null {
  const refused = cases.filter(({ truth, after }) => truth === "tree" && after.kind === "refused");
  return refused.length === 0 ? null : `refuses ${refused.length} that ${refused.length === 1 ? "was" : "were"} fixed before: ${named(refused)}`;
}

function unexplained(cases: readonly ReplayedCase[]): string | null {
  const silent = cases.filter(({ after }) => after.kind === "refused" && after.reason.trim() === "");
  return silent.length === 0 ? null : `refuses ${silent.length} without a reason: ${named(silent)}`;
}

function tooSlow(present: Tally | null, after: Tally, { slower, graceSeconds, mostSeconds }: AcceptanceRule): string | null {
  if (after.seconds === null) return null;
  const now = present?.seconds ?? null;
  const bound = now === null ? mostSeconds : Math.min(now * slower + graceSeconds, Math.max(mostSeconds, now));
  return after.seconds <= bound ? null : `half of the fixes take more than ${shown(after.seconds)} s; at most ${shown(bound)} s ${now === null ? "are allowed" : `beside the present version's ${shown(now)} s`}`;
}

const MOST_NAMED = 3;

function named(cases: readonly ReplayedCase[]): string {
  const more = cases.length - MOST_NAMED;
  return `${cases.slice(0, MOST_NAMED).map(({ name }) => name).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function shown(seconds: number): string {
  return (Math.round(seconds * 10) / 10).toString();
}

function median(values: readonly number[]): number | null {
  const ordered = values.toSorted((one, other) => one - other);
  const [low, high] = [ordered[Math.floor((ordered.length - 1) / 2)], ordered[Math.ceil((ordered.length - 1) / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
