/** How large the last merged pull requests were: what reviewers here are used to. */

export interface PullSize { readonly lines: number; readonly files: number }

export interface PullSizes {
  readonly pulls: number;
  /** Half of them changed no more. */
  readonly median: PullSize;
  /** Nine of ten changed no more lines. */
  readonly ninth: PullSize;
}

/** `lines`: added and removed together. Null: there is none. */
export function pullSizes(sizes: readonly PullSize[]): PullSizes | null {
  if (sizes.length === 0) return null;
  const at = (key: keyof PullSize, share: number): number => sizes.map((size) => size[key]).toSorted((one, other) => one - other)[Math.min(sizes.length - 1, Math.ceil(sizes.length * share) - 1)] ?? 0;
  const sizeAt = (share: number): PullSize => ({ lines: at("lines", share), files: at("files", share) });
  return { pulls: sizes.length, median: sizeAt(0.5), ninth: sizeAt(0.9) };
}

export function sizesText({ pulls, median, ninth }: PullSizes): string {
  const lines = (count: number): string => `${count} changed ${count === 1 ? "line" : "lines"}`;
  return `of the last ${pulls} merged pull ${pulls === 1 ? "request" : "requests"}, half had at most ${lines(median.lines)} in ${median.files} ${median.files === 1 ? "file" : "files"}, nine of ten at most ${lines(ninth.lines)}`;
}
