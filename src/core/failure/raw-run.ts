/** Lines of a log that stand one after another, still bytes: most of them are dropped before anybody reads them, and need never become text. */

export interface RawRun {
  /** Number of the first line, counted from 1 in the log, and how many lines there are. */
  readonly number: number;
  readonly count: number;
  /** They are `bytes[from, to)`; the last one's line feed may be missing. */
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** One line without its line feed, UTF-8 decoded. */
export interface RawLine {
  readonly number: number;
  readonly raw: string;
}

/** Of a line no more is read than so many bytes from its beginning. */
export const LONGEST_LINE = 4096;
const LINE_FEED = 10;

/** The first line's text, and the lines after it; null when there are none. */
export function takeFirst({ number, count, bytes, from, to }: RawRun): { readonly line: RawLine; readonly rest: RawRun | null } {
  const stop = endOfLine(bytes, from, to);
  const line = { number, raw: bytes.toString("utf8", from, Math.min(stop, from + LONGEST_LINE)) };
  return { line, rest: count === 1 ? null : { number: number + 1, count: count - 1, bytes, from: Math.min(stop + 1, to), to } };
}

export function linesOf(run: RawRun): readonly RawLine[] {
  const lines: RawLine[] = [];
  for (let left: RawRun | null = run; left !== null; ) {
    const { line, rest } = takeFirst(left);
    lines.push(line);
    left = rest;
  }
  return lines;
}

/** The lines whose number is greater; null when there are none. */
export function linesAfter(run: RawRun, number: number): RawRun | null {
  let left: RawRun | null = run;
  while (left !== null && left.number <= number) left = takeFirst(left).rest;
  return left;
}

/** The same lines, with no more of their bytes than is read of them; the run itself where that is nearly all. */
export function shortened(run: RawRun): RawRun {
  if (run.to - run.from <= run.count * LONGEST_LINE) return run;
  const parts: Buffer[] = [];
  for (let from = run.from, line = 0; line < run.count; line++) {
    const stop = endOfLine(run.bytes, from, run.to);
    parts.push(run.bytes.subarray(from, Math.min(stop, from + LONGEST_LINE)), FEED);
    from = Math.min(stop + 1, run.to);
  }
  const bytes = Buffer.concat(parts);
  return { ...run, bytes, from: 0, to: bytes.length };
}

const FEED = Buffer.of(LINE_FEED);

function endOfLine(bytes: Buffer, from: number, to: number): number {
  const found = bytes.indexOf(LINE_FEED, from);
  return found < 0 || found > to ? to : found;
}
