/** Standing in words and numbers: what was counted, against which bounds, and what is missing for the next step. */
import type { StandingBounds } from "./bounds.ts";
import { fewestShownAbove } from "./shown-above.ts";
import { measuresOf, type Standing, type StandingCounts, type StandingVerdict } from "./standing.ts";

export interface StandingDescription {
  readonly standing: Standing;
  readonly reason: string;
  readonly counts: StandingCounts;
  /** What is missing for the next step, or what to do. */
  readonly next: string;
  /** For each thing that can condemn it: how often it happened, and how often would be too many of so many runs. */
  readonly limits: readonly { readonly measure: string; readonly count: number; readonly too_many: number; readonly of_runs: number }[];
}

export function describeStanding({ standing, reason, counts }: StandingVerdict, bounds: StandingBounds): StandingDescription {
  const limits = measuresOf(counts, bounds).map(({ name, hits, limit }) => ({ measure: name, count: hits, too_many: fewestShownAbove(counts.runs, limit), of_runs: counts.runs }));
  return { standing, reason, counts, next: nextStep(standing, counts, bounds), limits };
}

function nextStep(standing: Standing, { successes, clean }: StandingCounts, { promote_after, trust_after }: StandingBounds): string {
  switch (standing) {
    case "candidate": return `promoted after ${promote_after - successes} more ${promote_after - successes === 1 ? "success" : "successes"}; until then its patches are kept, and nothing is proposed`;
    case "promoted": return `trusted after ${trust_after - clean} more clean ${trust_after - clean === 1 ? "run" : "runs"} in a row`;
    case "trusted": return "nothing: it may be merged by itself where the policy allows";
    case "rolled_back": return "correct it and raise its version: a new version begins anew; or a person puts it on trial again: regreen skills retry <name> --reason <why>";
    default: return standing satisfies never;
  }
}

/** One paragraph for people. */
export function describeBounds({ promote_after, trust_after, window, post_check_failures, manual_reviews, tokens, seconds, doubt }: StandingBounds): string {
  // A no-break space: a percentage is not torn apart at the end of a line.
  const percent = (share: number): string => `${Math.round(share * 1000) / 10}\u00A0%`;
  return `Promoted after ${promote_after} successes, trusted after ${trust_after} clean runs in a row. Rolled back when it is shown (doubt ${percent(doubt)}), over the latest ${window} executions, that more than ${percent(post_check_failures)} fail, more than ${percent(manual_reviews)} need a person, or half of them take more than ${tokens} tokens or ${seconds} s.`;
}
