/** Judges the lines in which a literal was found, piece after piece of a log, and keeps those that a rule confirms, with the lines around them. */
import { BothEnds } from "./both-ends.ts";
import { endsOpen, HISTORY, lineEnd, lineStart, textOf, type Piece } from "./bytes/piece.ts";
import type { Excerpt, ExcerptLine } from "./excerpt.ts";
import { cleanLine } from "./line/clean-line.ts";
import { isPassedTest } from "./line/passed-test.ts";
import { LONGEST_LINE } from "./raw-run.ts";
import { candidateRules, type BoundRule, type Rulebook } from "./rulebook.ts";

/** A line that a rule confirmed. */
export interface LineMatch {
  readonly rule: BoundRule;
  readonly line: ExcerptLine;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

export interface Judged {
  readonly matches: readonly LineMatch[];
  readonly lines: number;
  readonly dropped: number;
}

/** The first lines show the command, the last ones how it ended. */
const HEAD_LINES = 40;
const TAIL_LINES = 60;
const MOST_MATCHES = { first: 4000, last: 1000 };

/** A line of the piece, without its line feed, and its number. */
interface Span {
  readonly start: number;
  readonly stop: number;
  readonly number: number;
}

const nothing: Piece = { bytes: Buffer.alloc(0), begin: 0, fresh: 0, end: 0, number: 1, feeds: 0, finds: { starts: [], literals: [], stops: [], numbers: [] } };

export class LineJudge {
  readonly #excerpt: Excerpt;
  readonly #rulebook: Rulebook;
  readonly #matches = new BothEnds<LineMatch>(MOST_MATCHES);
  #piece = nothing;
  /** Lines from `#next` on were not yet considered for keeping; `#wanted` more of them are to be kept, and then `#number` is the first one's. */
  #next = 0;
  #number = 1;
  #wanted = HEAD_LINES;

  constructor(excerpt: Excerpt, rulebook: Rulebook) {
    this.#excerpt = excerpt;
    this.#rulebook = rulebook;
  }

  /** Takes the next piece. Its bytes must stay as they are until the next one, or the end. */
  read(piece: Piece): void {
    this.#piece = piece;
    this.#next = piece.fresh;
    this.#number = piece.number;
    const { starts, literals, stops } = piece.finds;
    for (let index = 0; index < starts.length; ) {
      const begin = index;
      const stop = stops[begin];
      while (stops[index] === stop) index++;
      this.#judge(this.#spanOf(begin), starts[begin] ?? 0, candidateRules(this.#rulebook, literals, { from: begin, to: index }));
    }
    this.#keepWanted(piece.end, piece.number + piece.feeds + (endsOpen(piece) ? 1 : 0));
    this.#excerpt.settle();
  }

  /** Call once, after the last piece. */
  finish(): Judged {
    const { end, number, feeds } = this.#piece;
    const open = endsOpen(this.#piece);
    const last = number + feeds;
    const start = open ? lineStart(this.#piece, end - 1) : end;
    this.#keepBefore(start, last, TAIL_LINES);
    if (open) this.#excerpt.keepRun({ number: last, count: 1, bytes: this.#piece.bytes, from: start, to: end });
    this.#excerpt.settle();
    return { matches: this.#matches.toArray(), lines: open ? last : last - 1, dropped: this.#matches.dropped };
  }

  #spanOf(find: number): Span {
    const { finds, end, number } = this.#piece;
    return { start: lineStart(this.#piece, finds.starts[find] ?? 0), stop: Math.min(finds.stops[find] ?? end, end), number: number + (finds.numbers[find] ?? 0) };
  }

  #judge(span: Span, first: number, rules: readonly BoundRule[]): void {
    // From its beginning or around what was found.
    const from = first - span.start < LONGEST_LINE ? span.start : Math.max(span.start, first - LONGEST_LINE / 2);
    const clean = cleanLine(textOf(this.#piece, from, Math.min(span.stop, from + LONGEST_LINE)));
    if (isPassedTest(clean.text)) return;
    let line: ExcerptLine | null = null;
    let after = 0;
    let before = 0;
    for (const rule of rules) {
      const match = rule.pattern.exec(clean.text);
      if (match === null) continue;
      line ??= { text: clean.text, marker: clean.marker, number: span.number };
      this.#matches.push({ rule, line, groups: match.groups ?? NO_GROUPS });
      after = Math.max(after, rule.after);
      before = Math.max(before, rule.before);
    }
    if (line !== null) this.#keepAround(line, span, { before, after });
  }

  #keepAround(line: ExcerptLine, { start, stop, number }: Span, { before, after }: { before: number; after: number }): void {
    this.#keepWanted(start, number);
    this.#keepBefore(start, number, before);
    this.#excerpt.keep(line);
    this.#next = stop + 1;
    this.#number = number + 1;
    this.#wanted = Math.max(this.#wanted, after);
  }

  /** Keeps the lines that were wanted after an earlier match, up to the line with this number, which begins at the position. */
  #keepWanted(to: number, number: number): void {
    const count = Math.min(this.#wanted, number - this.#number);
    if (count <= 0 || this.#next >= to) return;
    const stop = count === number - this.#number ? to : this.#after(count, to);
    this.#excerpt.keepRun({ number: this.#number, count, bytes: this.#piece.bytes, from: this.#next, to: stop });
    this.#next = stop;
    this.#number += count;
    this.#wanted -= count;
  }

  /** Where the line begins that comes so many lines after `#next`. */
  #after(count: number, limit: number): number {
    let at = this.#next;
    for (let line = 0; line < count; line++) at = Math.min(lineEnd(this.#piece, at, limit) + 1, limit);
    return at;
  }

  #keepBefore(start: number, number: number, before: number): void {
    const oldest = Math.max(this.#piece.begin, start - HISTORY);
    let at = start;
    let count = 0;
    while (count < before && at > oldest && number - count - 1 > this.#excerpt.lastNumber) {
      const previous = lineStart(this.#piece, at - 2);
      if (previous < oldest || previous >= at) break;
      at = previous;
      count++;
    }
    if (count > 0) this.#excerpt.keepRun({ number: number - count, count, bytes: this.#piece.bytes, from: at, to: start });
  }
}

const NO_GROUPS = {};
