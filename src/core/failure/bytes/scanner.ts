import type { GramTable } from "./gram-table.ts";

/**
 * A scanner owns the memory into which a log is written and walks over its bytes at the speed of the disk. There are two with the same
 * results: one in plain JavaScript, and one in WebAssembly where the machine has that.
 */
export interface Scanner {
  readonly kind: "javascript" | "webassembly";
  /** `CAPACITY` bytes for the log, and a few more that are read but never count. */
  readonly bytes: Buffer;
  /** Where the last scan found grams, ascending. */
  readonly positions: Uint32Array;
  /** Finds the even positions in `[from, to)` whose gram the table knows (those up to eight before and after may be among them) and gives their number. At most `SLICE` bytes at a time. */
  scan(from: number, to: number): number;
  /** Number of line feeds in `[from, to)`. */
  countLines(from: number, to: number): number;
}

/** How much of a log is in memory at a time. */
export const CAPACITY = 1 << 19;
/** Read beyond the end of what is scanned. */
export const SLACK = 16;
/** Scanned at once: small enough to be in the processor's cache still when it is looked at again. */
export const SLICE = 1 << 16;
/** In a slice, every even position may be found, and a few more where it is rounded up. */
export const MOST_POSITIONS = SLICE / 2 + 16;

export type OpenScanner = (table: GramTable) => Scanner;
