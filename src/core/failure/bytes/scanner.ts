import type { Finds } from "./finds.ts";
import type { GramTable } from "./gram-table.ts";

/**
 * A scanner owns the memory into which a log is written and finds a table's literals in it, at the speed of the disk. There are two with the
 * same results: one in plain JavaScript, and one in WebAssembly where the machine has that.
 */
export interface Scanner {
  readonly kind: "javascript" | "webassembly";
  /** `CAPACITY` bytes for the log, and a few more that are read but never count. */
  readonly bytes: Buffer;
  /** Adds the literals that stand wholly in `[from, to)`; gives the number of line feeds there. */
  find(from: number, to: number, finds: Finds): number;
}

/** How much of a log is in memory at a time. */
export const CAPACITY = 1 << 19;
/** Read beyond the end of what is scanned. */
export const SLACK = 16;
/** Scanned at once: small enough to be in the processor's cache still when it is looked at again. */
export const SLICE = 1 << 16;

/** Makes a table's scanners: what they share is made once. */
export type ScannerMaker = (table: GramTable) => () => Scanner;
