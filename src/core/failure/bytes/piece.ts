/** A piece of a log in memory: what is new, searched already, and behind it the last lines for looking back. Positions are those of `bytes`. */
import type { Found } from "./finds.ts";

export interface Piece {
  readonly bytes: Buffer;
  /** Where the lines for looking back begin: at the log's first byte, or anywhere, `HISTORY + 1` bytes before what is new. */
  readonly begin: number;
  /** What is new lies in `[fresh, end)`, and begins with a line, or with the rest of one that is longer than any buffer. */
  readonly fresh: number;
  readonly end: number;
  /** Number of the line at `fresh`, counted from 1 in the log. */
  readonly number: number;
  /** Number of line feeds in what is new. */
  readonly feeds: number;
  readonly finds: Found;
}

/** Bytes before a line in which lines before it are looked for. */
export const HISTORY = 16_384;
const LINE_FEED = 10;

/** Where the line begins in which the position lies; `begin` where it began before. */
export function lineStart({ bytes, begin }: Piece, position: number): number {
  return position < begin ? begin : Math.max(bytes.lastIndexOf(LINE_FEED, position) + 1, begin);
}

/** The line's line feed, or the limit. */
export function lineEnd({ bytes }: Piece, position: number, limit: number): number {
  const found = bytes.indexOf(LINE_FEED, position);
  return found < 0 || found > limit ? limit : found;
}

export function textOf({ bytes }: Piece, from: number, to: number): string {
  return bytes.toString("utf8", from, to);
}

/** Whether the last line lacks its line feed. */
export function endsOpen({ bytes, begin, end }: Piece): boolean {
  return end > begin && bytes[end - 1] !== LINE_FEED;
}
