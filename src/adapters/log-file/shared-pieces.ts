/** What the main thread and a searching thread have in common: memory for pieces of the log, and who may write to it. */
import type { GramTable } from "../../core/failure/bytes/gram-table.ts";
import { HISTORY } from "../../core/failure/bytes/piece.ts";
import { CAPACITY } from "../../core/failure/bytes/scanner.ts";
import type { PackedFinds } from "./packed-finds.ts";

/** Before a piece, there is room for the last bytes of the one before it. */
export const HEADROOM = (HISTORY + 1 + 7) & ~7;
export const SLOT_BYTES = HEADROOM + CAPACITY;
/** Pieces that a thread may be ahead. */
export const SLOTS = 2;
/** A slot is the thread's to fill, or the main thread's to read. */
export const FREE = 0;
export const FULL = 1;

export interface ThreadData {
  readonly path: string;
  /** The file's size when the reading began: what is written to it afterwards is not read. */
  readonly size: number;
  /** A piece holds the lines that begin in this many bytes of the file. */
  readonly range: number;
  /** The thread searches the pieces `first`, `first + step`, `first + 2 * step` … */
  readonly first: number;
  readonly step: number;
  readonly table: GramTable;
  readonly slots: readonly SharedArrayBuffer[];
  /** For each slot, `FREE` or `FULL`. */
  readonly turns: SharedArrayBuffer;
}

/** A piece that lies in a slot from `HEADROOM` on. */
export interface SearchedPiece {
  readonly index: number;
  readonly slot: number;
  readonly end: number;
  /** How many bytes of the file it is. */
  readonly size: number;
  readonly feeds: number;
  readonly finds: PackedFinds;
}

/** What a thread says: the next piece, or that a line is too long for any slot. */
export type Said = SearchedPiece | "long line";
