/** Share of the lines whose group is exactly a true group (grouping accuracy; Zhu et al., "Tools and Benchmarks for Automated Log Parsing", ICSE-SEIP 2019). */
export function groupingAccuracy(truth: readonly (string | number)[], found: readonly (string | number)[]): number {
  const sizes = new Map<string | number, number>();
  for (const group of truth) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const groups = new Map<string | number, { readonly truth: string | number; size: number; pure: boolean }>();
  for (const [line, group] of found.entries()) {
    const known = groups.get(group) ?? { truth: truth[line] ?? "", size: 0, pure: true };
    known.size++;
    known.pure &&= known.truth === truth[line];
    groups.set(group, known);
  }
  const right = [...groups.values()].filter((group) => group.pure && sizes.get(group.truth) === group.size);
  return right.reduce((sum, { size }) => sum + size, 0) / truth.length;
}
