/**
 * Finds the lines that matter: bytes are gathered in one buffer, whole lines pass the prefilter, and where a literal ends, the rules
 * that asked for it are tried on that line alone. What they confirm is kept, with the lines around it.
 */
import { stripEscapes } from "./bytes/strip-escapes.ts";
import { countLines } from "./bytes/count-lines.ts";
import { createHits } from "./bytes/prefilter.ts";
import type { Excerpt, ExcerptLine } from "./excerpt.ts";
import { cleanLine } from "./line/clean-line.ts";
import { isPassedTest } from "./line/passed-test.ts";
import { candidateRules, defaultRulebook, type BoundRule, type Rulebook } from "./rulebook.ts";

/** A line that a rule confirmed. */
export interface LineMatch {
  readonly rule: BoundRule;
  readonly line: ExcerptLine;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

export interface LineSearch {
  push(chunk: Uint8Array): void;
  finish(): { readonly matches: readonly LineMatch[]; readonly lines: number; readonly dropped: number };
}

/** Bytes of the last lines are kept for looking back; the rest of the buffer is for what is new. */
const HISTORY = 16_384;
const BUFFER = 524_288;
/** A line is judged by this much of it, from its beginning or around what was found. */
const WINDOW = 4096;
/** The first lines show the command, the last ones how it ended. */
const HEAD_LINES = 40;
const TAIL_LINES = 60;
const MOST_MATCHES = 60_000;
const LINE_FEED = 10;

export function openLineSearch(excerpt: Excerpt, rulebook: Rulebook = defaultRulebook()): LineSearch {
  return new BufferedSearch(excerpt, rulebook);
}

class BufferedSearch implements LineSearch {
  readonly #excerpt: Excerpt;
  readonly #rulebook: Rulebook;
  readonly #buffer = Buffer.allocUnsafe(BUFFER);
  readonly #hits = createHits(4096);
  readonly #matches: LineMatch[] = [];
  #dropped = 0;
  /** End of what is in the buffer; `#fresh` is where what was not yet searched begins (always the start of a line, or of a cut one). */
  #end = 0;
  #fresh = 0;
  /** The line at position `#counted` has this number. */
  #counted = 0;
  #number = 1;
  /** Lines from `#next` on were not yet considered for keeping; `#wanted` more of them are to be kept. */
  #next = 0;
  #wanted = HEAD_LINES;

  constructor(excerpt: Excerpt, rulebook: Rulebook) {
    this.#excerpt = excerpt;
    this.#rulebook = rulebook;
  }

  push(chunk: Uint8Array): void {
    for (let offset = 0; offset < chunk.length; ) {
      const length = Math.min(chunk.length - offset, BUFFER - this.#end);
      this.#buffer.set(chunk.subarray(offset, offset + length), this.#end);
      this.#end += length;
      offset += length;
      if (this.#end === BUFFER) this.#searchWhatIsWhole();
    }
  }

  finish(): { matches: readonly LineMatch[]; lines: number; dropped: number } {
    if (this.#end > this.#fresh) this.#search(this.#end);
    this.#keepTail();
    return { matches: this.#matches, lines: this.#numberAt(this.#end) - (this.#endsOpen() ? 0 : 1), dropped: this.#dropped };
  }

  /** Searches up to the last line feed (a line longer than the buffer is cut), then moves the rest to the front. */
  #searchWhatIsWhole(): void {
    const last = this.#buffer.lastIndexOf(LINE_FEED, this.#end - 1);
    const whole = last >= this.#fresh ? last + 1 : this.#end;
    const removed = this.#search(whole);
    const searched = whole - removed;
    const keepFrom = Math.max(0, searched - HISTORY);
    this.#numberAt(searched);
    this.#buffer.copyWithin(0, keepFrom, this.#end);
    this.#end -= keepFrom;
    this.#fresh = searched - keepFrom;
    this.#counted -= keepFrom;
    this.#next = Math.max(0, this.#next - keepFrom);
  }

  /** Searches `[fresh, to)`; returns by how many bytes the text shrank when escape sequences were removed. */
  #search(to: number): number {
    const end = stripEscapes(this.#buffer, this.#fresh, to);
    const removed = to - end;
    if (removed > 0) {
      this.#buffer.copyWithin(end, to, this.#end);
      this.#end -= removed;
    }
    for (let from = this.#fresh; from < end; ) {
      from = this.#rulebook.prefilter.scan(this.#buffer, { from, to: end }, this.#hits);
      this.#visitHits(end);
    }
    this.#keepWanted(end);
    this.#fresh = end;
    return removed;
  }

  #visitHits(end: number): void {
    const { positions, states } = this.#hits;
    const count = this.#hits.count;
    for (let index = 0; index < count; ) {
      const first = positions[index] ?? 0;
      const start = this.#lineStart(first);
      const stop = this.#lineEnd(first, end);
      const found: number[] = [];
      while (index < count && (positions[index] ?? 0) < stop) found.push(states[index++] ?? 0);
      this.#judge({ start, stop, first, states: found });
    }
  }

  #judge({ start, stop, first, states }: { start: number; stop: number; first: number; states: readonly number[] }): void {
    const rules = candidateRules(this.#rulebook, states);
    const from = first - start < WINDOW ? start : Math.max(start, first - WINDOW / 2);
    const clean = cleanLine(this.#buffer.toString("utf8", from, Math.min(stop, from + WINDOW)));
    if (isPassedTest(clean.text)) return;
    let line: ExcerptLine | null = null;
    let after = 0;
    let before = 0;
    for (const rule of rules) {
      const match = rule.pattern.exec(clean.text);
      if (match === null) continue;
      if (this.#matches.length >= MOST_MATCHES) {
        this.#dropped++;
        break;
      }
      if (line === null) {
        this.#keepWanted(start);
        line = { ...clean, number: this.#numberAt(start) };
      }
      this.#matches.push({ rule, line, groups: match.groups ?? {} });
      after = Math.max(after, rule.after);
      before = Math.max(before, rule.before);
    }
    if (line !== null) this.#keepAround({ line, start, stop, before, after });
  }

  #keepAround({ line, start, stop, before, after }: { line: ExcerptLine; start: number; stop: number; before: number; after: number }): void {
    this.#keepBefore(start, line.number, before);
    this.#excerpt.keep(line);
    this.#next = Math.max(this.#next, stop + 1);
    this.#wanted = Math.max(this.#wanted, after);
  }

  /** Keeps the lines that were wanted after an earlier match, up to the position. */
  #keepWanted(to: number): void {
    while (this.#wanted > 0 && this.#next < to) {
      const stop = this.#lineEnd(this.#next, to);
      this.#keepLine(this.#next, stop);
      this.#next = stop + 1;
      this.#wanted--;
    }
    if (this.#next < to) this.#next = to;
  }

  #keepBefore(start: number, number: number, before: number): void {
    const starts: number[] = [];
    const oldest = Math.max(0, start - HISTORY);
    for (let at = start; starts.length < before && at > oldest && number - starts.length - 1 > this.#excerpt.lastNumber; ) {
      const previous = this.#lineStart(at - 2);
      if (previous < oldest || previous >= at) break;
      starts.push(previous);
      at = previous;
    }
    starts.reverse().forEach((at, index) => {
      const stop = this.#lineEnd(at, start);
      this.#excerpt.keep({ ...this.#clean(at, stop), number: number - starts.length + index });
    });
  }

  #keepTail(): void {
    const number = this.#numberAt(this.#end);
    const open = this.#endsOpen();
    const start = open ? this.#lineStart(this.#end - 1) : this.#end;
    this.#keepBefore(start, number, TAIL_LINES);
    if (open) this.#excerpt.keep({ ...this.#clean(start, this.#end), number });
  }

  #keepLine(start: number, stop: number): void {
    this.#excerpt.keep({ ...this.#clean(start, stop), number: this.#numberAt(start) });
  }

  /** Whether the last line lacks its line feed. */
  #endsOpen(): boolean {
    return this.#end > 0 && this.#buffer[this.#end - 1] !== LINE_FEED;
  }

  #clean(start: number, stop: number): ReturnType<typeof cleanLine> {
    return cleanLine(this.#buffer.toString("utf8", start, Math.min(stop, start + WINDOW)));
  }

  /** Number of the line at this position; positions are asked for in ascending order, but a little looking back is possible. */
  #numberAt(position: number): number {
    if (position < this.#counted) return this.#number - countLines(this.#buffer, position, this.#counted);
    this.#number += countLines(this.#buffer, this.#counted, position);
    this.#counted = position;
    return this.#number;
  }

  #lineStart(position: number): number {
    return position < 0 ? 0 : this.#buffer.lastIndexOf(LINE_FEED, position) + 1;
  }

  #lineEnd(position: number, limit: number): number {
    const found = this.#buffer.indexOf(LINE_FEED, position);
    return found < 0 || found > limit ? limit : found;
  }
}
