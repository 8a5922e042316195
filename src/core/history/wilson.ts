/** Standard normal quantile for 95 % two-sided. */
const Z = 1.959964;

export interface Interval { readonly low: number; readonly high: number }

/**
 * 95 % score interval of a share, `hits` of `trials` (E. B. Wilson, JASA 22, 1927; recommended for few trials by Brown, Cai and DasGupta,
 * Statistical Science 16, 2001). Nothing tried: 0 to 1.
 */
export function wilson(hits: number, trials: number): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const share = hits / trials;
  const scale = 1 + Z ** 2 / trials;
  const centre = (share + Z ** 2 / (2 * trials)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2));
  return { low: hits === 0 ? 0 : Math.max(0, centre - half), high: hits === trials ? 1 : Math.min(1, centre + half) };
}
