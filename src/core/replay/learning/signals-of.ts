/** Which signals speak for trying a candidate now: from what the present version did, and from the failures that are seen. Pure (DECISIONS 59). */
import type { FingerprintSummary } from "../../history/occurrence.ts";
import { after, type Timestamp } from "../../identity/timestamp.ts";
import { handles } from "../../skill/handles.ts";
import type { Skill } from "../../skill/skill.ts";
import type { StandingBounds } from "../../skill/standing/bounds.ts";
import { isShownAbove } from "../../skill/standing/shown-above.ts";
import type { KnownExecution } from "../../skill/standing/skill-execution.ts";
import { leastStanding } from "../../skill/standing/skill-history.ts";
import { judgeStanding, type Standing } from "../../skill/standing/standing.ts";
import { signal, type Signal } from "./signal.ts";

export interface SignalFacts {
  readonly candidate: Skill;
  /** Of the present version in this repository, oldest first; empty where there is none. */
  readonly executions: readonly KnownExecution[];
  readonly bounds: StandingBounds;
  /** Failures seen in this repository. */
  readonly summaries: readonly FingerprintSummary[];
  readonly now: Timestamp;
}

const DAY = 86_400;
/** A pattern is new for so long, and frequent from so many times on. */
export const frequentPattern = { newDays: 14, times: 5 };
/** The latest so many executions are held against those before them, which must be as many; the median time may double, and a second more. */
export const drift = { latest: 10, doubt: 0.05, leastShare: 0.05, mostShare: 0.9, slower: 2, graceSeconds: 1 };

/** In the order of their weight. */
export function signalsOf(facts: SignalFacts): readonly Signal[] {
  return [...standingFell(facts), ...drifted(facts), ...frequentPatterns(facts), signal("new_candidate", facts.candidate.digest.slice(0, 12), "it was never tried in this repository")];
}

/** The latest fall, named by the execution that brought it about. */
function standingFell({ executions, bounds }: SignalFacts): readonly Signal[] {
  let before: Standing | null = null;
  let fall: Signal | null = null;
  for (const [index, one] of executions.entries()) {
    const { standing, reason } = judgeStanding({ executions: executions.slice(0, index + 1), begins_as: one.begins_as, before, bounds });
    if (before !== null && standing !== before && leastStanding([standing, before]) === standing) fall = signal("standing_fell", one.execution, `the present version fell from ${before} to ${standing}: ${reason}`.slice(0, 300));
    before = standing;
  }
  return fall === null ? [] : [fall];
}

function drifted({ executions, now }: SignalFacts): readonly Signal[] {
  const [earlier, latest] = [executions.slice(0, -drift.latest), executions.slice(-drift.latest)];
  if (earlier.length < drift.latest) return [];
  const said = failsMore(earlier, latest) ?? takesLonger(earlier, latest);
  return said === null ? [] : [signal("drift", now.slice(0, 10), said)];
}

/** What came to nothing counts here: a tool that says something else now is met by that first. */
function failsMore(earlier: readonly KnownExecution[], latest: readonly KnownExecution[]): string | null {
  const failed = (all: readonly KnownExecution[]): number => all.filter(({ outcome, reverted }) => (outcome !== "succeeded" && outcome !== "remains") || reverted).length;
  const share = Math.min(drift.mostShare, Math.max(drift.leastShare, failed(earlier) / earlier.length));
  if (!isShownAbove(failed(latest), latest.length, { share, doubt: drift.doubt })) return null;
  return `${failed(latest)} of the present version's latest ${latest.length} executions came to nothing or failed, and ${failed(earlier)} of the ${earlier.length} before them`;
}

function takesLonger(earlier: readonly KnownExecution[], latest: readonly KnownExecution[]): string | null {
  const [then, now] = [median(earlier), median(latest)];
  return now > then * drift.slower + drift.graceSeconds ? `half of the present version's latest ${latest.length} executions took more than ${now.toFixed(1)} s, and ${then.toFixed(1)} s before` : null;
}

function median(executions: readonly KnownExecution[]): number {
  const ordered = executions.map(({ seconds }) => seconds).toSorted((one, other) => one - other);
  return ordered[Math.floor(ordered.length / 2)] ?? 0;
}

function frequentPatterns({ candidate, summaries, now }: SignalFacts): readonly Signal[] {
  const since = after(now, -frequentPattern.newDays * DAY);
  return summaries
    .filter((one) => one.count >= frequentPattern.times && one.first_seen >= since && handles(candidate, { ...one, locations: [] }))
    .map(({ fingerprint, pattern_name, count, first_seen }) => signal("pattern_frequent", fingerprint.slice(0, 32), `${pattern_name} was seen ${count} times since ${first_seen.slice(0, 10)}, and never before`));
}
