/** Reads a log's lines with the user's matchers, beside the built-in formats. Only what they find is kept. */
import { stripEscapes } from "../bytes/strip-escapes.ts";
import type { ExcerptLine } from "../excerpt.ts";
import { knownTool } from "../inputs/known-tool.ts";
import { sightingOf, type Subject } from "../inputs/document.ts";
import { cleanLine } from "../line/clean-line.ts";
import type { Sighting } from "../sighting.ts";
import { openMatching, type Captured, type Matching } from "./match-problem.ts";
import type { ProblemMatcher } from "./problem-matcher.ts";

export interface MatcherReading {
  /** The next bytes of the log, UTF-8. */
  push(chunk: Uint8Array): void;
  finish(): Matched;
}

export interface Matched {
  readonly sightings: readonly Sighting[];
  readonly lines: readonly ExcerptLine[];
  /** The log had more than was read with matchers. */
  readonly truncated: boolean;
}

/** Every line becomes text here, which the built-in formats avoid: so there is an end to it. */
const MOST_BYTES = 128 * 1024 * 1024;
const MOST_PROBLEMS = 5000;
const LONGEST_LINE = 4096;
const LINE_FEED = 10;

export function openMatcherReading(matchers: readonly ProblemMatcher[], workspace: string | null): MatcherReading {
  return new LineByLine(matchers, workspace);
}

class LineByLine implements MatcherReading {
  readonly #matchings: readonly (readonly [ProblemMatcher, Matching])[];
  readonly #workspace: string | null;
  readonly #sightings: Sighting[] = [];
  readonly #lines: ExcerptLine[] = [];
  #rest: Uint8Array = new Uint8Array(0);
  #number = 0;
  #bytes = 0;

  constructor(matchers: readonly ProblemMatcher[], workspace: string | null) {
    this.#matchings = matchers.map((matcher) => [matcher, openMatching(matcher)]);
    this.#workspace = workspace;
  }

  get #full(): boolean {
    return this.#bytes > MOST_BYTES || this.#sightings.length >= MOST_PROBLEMS;
  }

  push(chunk: Uint8Array): void {
    if (this.#full) return;
    this.#bytes += chunk.length;
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      this.#read(this.#rest.length === 0 ? chunk.subarray(from, end) : Buffer.concat([this.#rest, chunk.subarray(from, end)]));
      this.#rest = new Uint8Array(0);
      from = end + 1;
    }
    // Of a line longer than is looked at, the rest need not be kept.
    const tail = chunk.subarray(from);
    if (this.#rest.length < 2 * LONGEST_LINE) this.#rest = Buffer.concat([this.#rest, tail.subarray(0, 2 * LONGEST_LINE)]);
  }

  finish(): Matched {
    if (this.#rest.length > 0 && !this.#full) this.#read(this.#rest);
    return { sightings: this.#sightings, lines: this.#lines, truncated: this.#full };
  }

  #read(raw: Uint8Array): void {
    this.#number++;
    const bytes = Buffer.from(raw.subarray(0, LONGEST_LINE));
    const line = cleanLine(bytes.toString("utf8", 0, stripEscapes(bytes, 0, bytes.length)));
    for (const [matcher, matching] of this.#matchings) {
      const captured = matching.next(line.text);
      if (captured === null || this.#full) continue;
      this.#sightings.push(sightingOf(problemOf(matcher, captured, { line: this.#number, text: line.text }), { input: "matcher", workspace: this.#workspace }));
      if (this.#lines.at(-1)?.number !== this.#number) this.#lines.push({ ...line, number: this.#number });
    }
  }
}

function problemOf(matcher: ProblemMatcher, { file, line, column, severity, code, message = "" }: Captured, seen: { readonly line: number; readonly text: string }): Parameters<typeof sightingOf>[0] {
  const says = /^(?:warn|info|notice|note)/i.test(severity ?? matcher.severity) ? "detail" : "problem";
  const rule = code?.trim() || null;
  return {
    ...seen, rule: matcher.owner, says, subject: subjectOf(matcher.owner), confidence: 0.8, message,
    ...(file === undefined ? {} : { places: [{ file, line, column, rule, message }] }), ...(rule === null ? {} : { kind: rule }),
  };
}

/** `eslint-stylish` and the like are named after the tool that they read. */
function subjectOf(owner: string): Subject {
  const known = knownTool(owner) ?? knownTool(owner.split(/[-_ ]/)[0] ?? "");
  return known ?? { tool: owner, class: "lint", pattern_name: `matcher_${owner.toLowerCase().replace(/[^a-z0-9]+/g, "_")}` };
}
