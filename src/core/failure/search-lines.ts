/**
 * Finds the lines that matter: bytes are gathered in one buffer, whole lines pass the scanner, and where a literal stands, the rules
 * that asked for it are tried on that line alone. What they confirm is kept, with the lines around it.
 */
import { BothEnds } from "./both-ends.ts";
import { clearFinds, noFinds, type Finds } from "./bytes/finds.ts";
import { HISTORY, LineBuffer } from "./bytes/line-buffer.ts";
import type { Scanner } from "./bytes/scanner.ts";
import type { Excerpt, ExcerptLine } from "./excerpt.ts";
import { cleanLine } from "./line/clean-line.ts";
import { isPassedTest } from "./line/passed-test.ts";
import { candidateRules, type BoundRule, type Rulebook } from "./rulebook.ts";

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

/** A line is judged by this much of it, from its beginning or around what was found. */
const WINDOW = 4096;
/** The first lines show the command, the last ones how it ended. */
const HEAD_LINES = 40;
const TAIL_LINES = 60;
const MOST_MATCHES = { first: 4000, last: 1000 };

export function openLineSearch(excerpt: Excerpt, rulebook: Rulebook): LineSearch {
  return new BufferedSearch(excerpt, rulebook);
}

/** A line in the buffer, without its line feed. */
interface Span {
  readonly start: number;
  readonly stop: number;
}

class BufferedSearch implements LineSearch {
  readonly #excerpt: Excerpt;
  readonly #rulebook: Rulebook;
  readonly #scanner: Scanner;
  readonly #buffer: LineBuffer;
  readonly #finds: Finds = noFinds();
  readonly #matches = new BothEnds<LineMatch>(MOST_MATCHES);
  /** Lines from `#next` on were not yet considered for keeping; `#wanted` more of them are to be kept. */
  #next = 0;
  #wanted = HEAD_LINES;

  constructor(excerpt: Excerpt, rulebook: Rulebook) {
    this.#excerpt = excerpt;
    this.#rulebook = rulebook;
    this.#scanner = rulebook.scanners.borrow();
    this.#buffer = new LineBuffer(this.#scanner);
  }

  push(chunk: Uint8Array): void {
    for (let offset = 0; offset < chunk.length; ) {
      offset += this.#buffer.take(chunk, offset);
      if (!this.#buffer.isFull) continue;
      this.#search(this.#buffer.cleanWholeLines());
      this.#next = Math.max(0, this.#next - this.#buffer.forget());
    }
  }

  finish(): { matches: readonly LineMatch[]; lines: number; dropped: number } {
    this.#search(this.#buffer.cleanAll());
    this.#keepTail();
    const lines = this.#buffer.numberAt(this.#buffer.end) - (this.#buffer.endsOpen ? 0 : 1);
    this.#rulebook.scanners.giveBack(this.#scanner);
    return { matches: this.#matches.toArray(), lines, dropped: this.#matches.dropped };
  }

  /** Searches what is new up to `end`. */
  #search(end: number): void {
    this.#scanner.find(this.#buffer.fresh, end, this.#finds);
    this.#visitFinds(end);
    clearFinds(this.#finds);
    this.#keepWanted(end);
    this.#buffer.searched(end);
  }

  #visitFinds(end: number): void {
    const { starts, literals, stops } = this.#finds;
    for (let index = 0; index < starts.length; ) {
      const begin = index;
      const first = starts[begin] ?? 0;
      const stop = stops[begin] ?? 0;
      while (stops[index] === stop) index++;
      this.#judge({ start: this.#buffer.lineStart(first), stop: Math.min(stop, end) }, first, candidateRules(this.#rulebook, literals.slice(begin, index)));
    }
  }

  #judge(span: Span, first: number, rules: readonly BoundRule[]): void {
    const from = first - span.start < WINDOW ? span.start : Math.max(span.start, first - WINDOW / 2);
    const clean = cleanLine(this.#buffer.text(from, Math.min(span.stop, from + WINDOW)));
    if (isPassedTest(clean.text)) return;
    let line: ExcerptLine | null = null;
    let after = 0;
    let before = 0;
    for (const rule of rules) {
      const match = rule.pattern.exec(clean.text);
      if (match === null) continue;
      if (line === null) {
        this.#keepWanted(span.start);
        line = { ...clean, number: this.#buffer.numberAt(span.start) };
      }
      this.#matches.push({ rule, line, groups: match.groups ?? {} });
      after = Math.max(after, rule.after);
      before = Math.max(before, rule.before);
    }
    if (line !== null) this.#keepAround(line, span, { before, after });
  }

  #keepAround(line: ExcerptLine, { start, stop }: Span, { before, after }: { before: number; after: number }): void {
    this.#keepBefore(start, line.number, before);
    this.#excerpt.keep(line);
    this.#next = Math.max(this.#next, stop + 1);
    this.#wanted = Math.max(this.#wanted, after);
  }

  /** Keeps the lines that were wanted after an earlier match, up to the position. */
  #keepWanted(to: number): void {
    while (this.#wanted > 0 && this.#next < to) {
      const stop = this.#buffer.lineEnd(this.#next, to);
      this.#excerpt.keepRaw(this.#buffer.numberAt(this.#next), this.#raw(this.#next, stop));
      this.#next = stop + 1;
      this.#wanted--;
    }
    if (this.#next < to) this.#next = to;
  }

  #keepBefore(start: number, number: number, before: number): void {
    const starts: number[] = [];
    const oldest = Math.max(0, start - HISTORY);
    for (let at = start; starts.length < before && at > oldest && number - starts.length - 1 > this.#excerpt.lastNumber; ) {
      const previous = this.#buffer.lineStart(at - 2);
      if (previous < oldest || previous >= at) break;
      starts.push(previous);
      at = previous;
    }
    starts.reverse().forEach((at, index) => {
      const stop = this.#buffer.lineEnd(at, start);
      this.#excerpt.keepRaw(number - starts.length + index, this.#raw(at, stop));
    });
  }

  #keepTail(): void {
    const { end, endsOpen } = this.#buffer;
    const number = this.#buffer.numberAt(end);
    const start = endsOpen ? this.#buffer.lineStart(end - 1) : end;
    this.#keepBefore(start, number, TAIL_LINES);
    if (endsOpen) this.#excerpt.keepRaw(number, this.#raw(start, end));
  }

  #raw(start: number, stop: number): string {
    return this.#buffer.text(start, Math.min(stop, start + WINDOW));
  }
}
