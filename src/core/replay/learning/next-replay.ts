/** Which candidate is replayed next, if any: one that a signal speaks for, that was not tried for it yet, and that the day's budget leaves time for. Pure. */
import { after, type Timestamp } from "../../identity/timestamp.ts";
import type { RepositoryName } from "../../identity/identifier.ts";
import type { Skill } from "../../skill/skill.ts";
import type { ReplayReport } from "../report.ts";
import type { Signal } from "./signal.ts";

/** A candidate as it stands in its folder, with what speaks for trying it. */
export interface Contender { readonly repo: RepositoryName; readonly skill: Pick<Skill, "name" | "digest">; readonly folder: string; readonly signals: readonly Signal[] }

export interface DueReplay extends Contender {
  /** The time that is left for it. */
  readonly seconds: number;
}

export interface LearningBudget {
  /** For all replays that begin by themselves in any 24 hours, in seconds. */
  readonly secondsPerDay: number;
  /** Most that one of them may take. */
  readonly secondsEach: number;
}

/** With less time than this left, nothing is begun. */
export const LEAST_SECONDS = 30;
const weights = ["standing_fell", "drift", "pattern_frequent", "new_candidate"];

/** All that may be begun now, the weightiest first: whoever begins takes the first that nobody else has begun. */
export function dueReplays(contenders: readonly Contender[], { history, budget, now }: { readonly history: readonly ReplayReport[]; readonly budget: LearningBudget; readonly now: Timestamp }): readonly DueReplay[] {
  const seconds = Math.min(budget.secondsEach, Math.floor(budget.secondsPerDay - spent(history, now)));
  if (seconds < LEAST_SECONDS) return [];
  return contenders
    .map((one) => ({ ...one, seconds, signals: one.signals.filter((signal) => !wasTried(one, signal, history)) }))
    .filter(({ signals }) => signals.length > 0)
    .toSorted((one, other) => weightOf(one) - weightOf(other));
}

/** Seconds that replays which began by themselves have taken in the last 24 hours. */
export function spent(history: readonly ReplayReport[], now: Timestamp): number {
  const since = after(now, -86_400);
  return history.filter(({ at, because }) => because.length > 0 && at >= since).reduce((sum, { seconds }) => sum + seconds, 0);
}

function wasTried({ repo, skill }: Contender, signal: Signal, history: readonly ReplayReport[]): boolean {
  const own = history.filter((report) => report.repo === repo && report.candidate.digest === skill.digest);
  // Tried at all, by hand too: it is not new any more.
  return own.some(({ because }) => because.some(({ name }) => name === signal.name)) || (signal.name.startsWith("new_candidate:") && own.length > 0);
}

function weightOf({ signals }: Contender): number {
  return Math.min(...signals.map(({ name }) => weights.indexOf(name.split(":", 1)[0] ?? "")));
}
