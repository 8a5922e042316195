/** What stands under a failed test, whoever printed it: a stack trace, an assertion's difference, or a whole tool's output. */
import type { Surroundings } from "../format.ts";
import { isLibrary, javascriptFrameBelow } from "../formats/frames.ts";
import { plainLines } from "../line/plain-lines.ts";
import type { PrintedPlace } from "../line/place.ts";

export interface FailureBody {
  readonly lines: readonly string[];
  /** The frame of the project where it failed. */
  readonly place: PrintedPlace | null;
  /** Type of the exception, where one is named. */
  readonly kind: string | null;
}

const MOST_LINES = 200;
const LONGEST = 1000;

const PYTEST_END = /^(?<file>[^\s:][^:]{0,300}\.py):(?<line>\d{1,7}): (?<kind>[A-Za-z_][\w.]{1,120})$/;
const PYTHON_FRAME = /^\s*File "(?<file>[^"]{1,400})", line (?<line>\d{1,7})/;
const JAVA_FRAME = /^\s*at (?<type>[\w$.]{1,300})\.[\w$<>]{1,200}\((?<file>\w{1,200}\.(?:java|kt|scala|groovy)):(?<line>\d{1,7})\)$/;
const PLAIN_FRAME = /^\s*(?:# |in |❯ |at )?(?<file>(?:[A-Za-z]:)?[^\s:()"']{1,300}\.[A-Za-z]{1,5}):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?(?=[:\s)]|$)/;
const EXCEPTION = /^(?:E\s+|Caused by: |\s{0,8}cause: )?(?<kind>[A-Za-z_][\w.$]{0,120}(?:Error|Exception|Failure|Failed|Timeout))\b(?: \[[A-Z_]+\])?:/;

/** `scope`: the class that the test belongs to (Java), whose frame is the one that matters. */
export function readFailureBody(text: string, scope: string | null): FailureBody {
  const lines = plainLines(text, MOST_LINES).map((line) => line.slice(0, LONGEST));
  const pytest = lines.findLast((line) => PYTEST_END.test(line));
  const end = pytest === undefined ? undefined : PYTEST_END.exec(pytest)?.groups;
  const kind = end?.["kind"] ?? lines.map((line) => EXCEPTION.exec(line)?.groups?.["kind"]).find((found) => found !== undefined) ?? null;
  return { lines, place: batsPlace(lines) ?? pythonPlace(lines) ?? javascriptPlace(lines) ?? javaPlace(lines, scope) ?? plainPlace(lines), kind };
}

function placeIn(pattern: RegExp, line: string): PrintedPlace | null {
  const { file, line: number, column } = pattern.exec(line)?.groups ?? {};
  return file === undefined || isLibrary(file) ? null : { file, line: number, column };
}

/** The innermost frame of the project: the last one. */
function pythonPlace(lines: readonly string[]): PrintedPlace | null {
  const places = lines.flatMap((line) => placeIn(PYTEST_END, line) ?? placeIn(PYTHON_FRAME, line) ?? (/\.py:\d+: (?:in \S|$)|\.py:\d+:$/.test(line) ? placeIn(PLAIN_FRAME, line) : null) ?? []);
  return places.at(-1) ?? null;
}

function javascriptPlace(lines: readonly string[]): PrintedPlace | null {
  const around: Surroundings = { at: (offset) => lines[offset - 1] ?? null, previous: null, latest: () => null };
  return javascriptFrameBelow(around, { reach: lines.length, stop: /(?!)/ });
}

/** The first frame in the test's own class, else the first that is not the language's or the test library's. */
function javaPlace(lines: readonly string[], scope: string | null): PrintedPlace | null {
  const frames = lines.map((line) => JAVA_FRAME.exec(line)?.groups).filter((groups) => groups !== undefined);
  const own = frames.find(({ type }) => scope !== null && (type === scope || type?.startsWith(`${scope}$`) === true));
  const { file, line } = own ?? frames.find(({ type = "" }) => !/^(?:javax?|jdk|sun|org\.junit|org\.testng|org\.hamcrest|org\.assertj|kotlin|scala|groovy)\./.test(type)) ?? {};
  return file === undefined ? null : { file, line };
}

function batsPlace(lines: readonly string[]): PrintedPlace | null {
  const { file, line } = /^(?:# )?\((?:from function .{1,200} )?in (?:test )?file (?<file>[^\s,]{1,400}\.bats), line (?<line>\d{1,7})\)?/.exec(lines[0] ?? "")?.groups ?? {};
  return file === undefined ? null : { file, line };
}

function plainPlace(lines: readonly string[]): PrintedPlace | null {
  for (const line of lines) {
    const place = placeIn(PLAIN_FRAME, line);
    if (place !== null) return place;
  }
  return null;
}
