/** The value below which the share `part` (0 to 1) of the values lies. NaN of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Runs the contestants in turn, `rounds` times over: what disturbs the machine disturbs all of them. Gives each one's results in order. */
export async function interleaved<Name extends string, Result>(rounds: number, contestants: Readonly<Record<Name, (round: number) => Promise<Result>>>): Promise<Record<Name, Result[]>> {
  const names = Object.keys(contestants) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) results[name].push(await contestants[name](round));
  }
  return results;
}
