/**
 * Reads a CI log as a stream of bytes and says what failed. Memory is bounded however long the log is, time is linear in its length:
 * every byte passes the scanner once, and only lines that hold a literal of some format become text.
 */
import { openTextDecoding } from "./bytes/decode-text.ts";
import type { Piece } from "./bytes/piece.ts";
import type { Considered } from "./consider.ts";
import { diagnose } from "./diagnose.ts";
import { Excerpt } from "./excerpt.ts";
import type { GreenLog } from "./green/green-log.ts";
import { LineJudge } from "./judge-lines.ts";
import { openMatcherReading } from "./matchers/matcher-reading.ts";
import type { ProblemMatcher } from "./matchers/problem-matcher.ts";
import type { FailureReport } from "./report.ts";
import { defaultRulebook, type Rulebook } from "./rulebook.ts";
import { openLineSearch } from "./search-lines.ts";

export interface LogContext {
  /** Name of the job, when known. */
  readonly job: string | null;
  /** Absolute path of the checkout on the machine that wrote the log, when known. */
  readonly workspace: string | null;
  /** Green logs of the same job: lines that stand there too are not evidence. */
  readonly green?: GreenLog;
  /** The repository's own problem matchers. */
  readonly matchers?: readonly ProblemMatcher[];
}

export interface LogDiagnosis {
  /** Cause first; empty when nothing failed. */
  readonly reports: readonly FailureReport[];
  readonly lines: number;
  readonly bytes: number;
  /** True when the log had more to say than was kept: the reports may not list every place. */
  readonly truncated: boolean;
  /** What else was seen, and why it is no report; in order of the log. */
  readonly considered: readonly Considered[];
  /** Paths of problem matchers that the job registered while it ran (`::add-matcher::`), as printed. */
  readonly addedMatchers: readonly string[];
}

export interface LogReading {
  /** The next bytes, cut anywhere. The chunk may be reused by the caller afterwards. */
  push(chunk: Uint8Array): void;
  /** Call once, after the last chunk. */
  finish(): LogDiagnosis;
}

/** Opens a reading. Nothing in a log makes it throw. */
export function openLogReading(context: LogContext, rulebook: Rulebook = defaultRulebook()): LogReading {
  const excerpt = new Excerpt();
  const search = openLineSearch(excerpt, rulebook);
  const decoding = openTextDecoding();
  const matching = context.matchers === undefined ? null : openMatcherReading(context.matchers, context.workspace);
  let bytes = 0;
  const take = (decoded: Uint8Array): void => {
    // The search strips its own copy; the matchers see the line as it came.
    matching?.push(decoded);
    search.push(decoded);
  };
  return {
    push(chunk) {
      bytes += chunk.length;
      take(decoding.decode(chunk));
    },
    finish() {
      take(decoding.finish());
      const { matches, lines, dropped } = search.finish();
      excerpt.close();
      const matched = matching?.finish() ?? null;
      excerpt.merge(matched?.lines ?? []);
      const diagnosis = diagnose({ matches, matched: matched?.sightings ?? [], excerpt, context });
      return { ...diagnosis, lines, bytes, truncated: excerpt.truncated || dropped > 0 || matched?.truncated === true };
    },
  };
}

export interface PieceReading {
  /** The next piece of the log, searched already, and how many of its bytes that is. */
  read(piece: Piece, bytes: number): void;
  /** Call once, after the last piece, whose bytes must still be there. */
  finish(): LogDiagnosis;
}

/** The same reading where others search: pieces of a log in UTF-8, cut at line ends. Problem matchers are not asked. */
export function openPieceReading(context: LogContext, rulebook: Rulebook = defaultRulebook()): PieceReading {
  const excerpt = new Excerpt();
  const judge = new LineJudge(excerpt, rulebook);
  let sum = 0;
  return {
    read(piece, bytes) {
      sum += bytes;
      judge.read(piece);
    },
    finish() {
      const { matches, lines, dropped } = judge.finish();
      excerpt.close();
      return { ...diagnose({ matches, excerpt, context }), lines, bytes: sum, truncated: excerpt.truncated || dropped > 0 };
    },
  };
}
