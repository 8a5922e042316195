/**
 * Whether a share is shown to lie above a limit, when one looks after every single trial. A fixed-sample interval would condemn a good skill
 * sooner or later; Wald's likelihood ratio does not: its chance to pass 1/doubt while the true share is the limit or less is at most `doubt`
 * over all looks together (A. Wald, Sequential Analysis, 1947; J. Ville, 1939). What it costs: DECISIONS 39.
 */

/** The share that is looked for: its odds are 4.75 times the limit's, so that 20 % stand against a limit of 5 %. */
const ODDS = 4.75;

export interface Limit {
  /** Between 0 and 1. */
  readonly share: number;
  /** Between 0 and 1. */
  readonly doubt: number;
}

/** In: `hits` among `trials`. Out: true where the evidence against "the share is at most the limit" has reached 1/doubt. */
export function isShownAbove(hits: number, trials: number, { share, doubt }: Limit): boolean {
  const bad = alternative(share);
  const evidence = hits * Math.log(bad / share) + (trials - hits) * Math.log((1 - bad) / (1 - share));
  return evidence >= -Math.log(doubt);
}

/** The fewest hits among `trials` that show it; `trials` + 1 where none would. For people: "7 of 50 would be too many". */
export function fewestShownAbove(trials: number, limit: Limit): number {
  let hits = 0;
  while (hits <= trials && !isShownAbove(hits, trials, limit)) hits += 1;
  return hits;
}

function alternative(share: number): number {
  const odds = (share / (1 - share)) * ODDS;
  return odds / (1 + odds);
}
