/** Events counted over some hours. */
export interface Rate { readonly count: number; readonly hours: number }

/** Fewer events than these are no spike, however rare they were. */
const LEAST_COUNT = 5;
/** The rate must be so many times what it was. */
const LEAST_RATIO = 3;
/** Chance, at most, of so many events if the rate had not changed: one false alarm in a thousand looks. */
const CHANCE = 0.001;

/**
 * Whether events come more often now than before. If both are Poisson with one rate, the share of all events that falls into the later time is
 * binomial with that time's share of the hours: the exact conditional test of Przyborowski and Wilenski (Biometrika 31, 1940). It needs no estimate of the old rate.
 */
export function rateRose(now: Rate, before: Rate): boolean {
  if (now.count < LEAST_COUNT || now.count / now.hours < (LEAST_RATIO * before.count) / before.hours) return false;
  return binomialTail(now.count, now.count + before.count, now.hours / (now.hours + before.hours)) <= CHANCE;
}

/** Chance of `least` hits or more in `trials`, each with chance `share` (between 0 and 1, exclusive). */
export function binomialTail(least: number, trials: number, share: number): number {
  let logarithm = 0;
  let tail = 0;
  for (let hits = 0; hits <= trials; hits++) {
    if (hits > 0) logarithm += Math.log((trials - hits + 1) / hits);
    if (hits >= least) tail += Math.exp(logarithm + hits * Math.log(share) + (trials - hits) * Math.log1p(-share));
  }
  return Math.min(1, tail);
}
