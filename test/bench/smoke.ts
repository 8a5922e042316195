/** A smoke run (`npm run bench -- --smoke`) asserts that everything is right and measures nothing worth keeping: one round, small amounts. */
export const isSmoke = process.argv.includes("--smoke");

/** How many interleaved rounds to run. */
export function rounds(usually: number): number {
  return isSmoke ? 1 : usually;
}

/** An amount of work: the whole, or what is enough to see that it is done right. */
export function amount(whole: number, forSmoke: number): number {
  return isSmoke ? forSmoke : whole;
}
