/** Stack frames: the first one in the project says where a test or program failed; frames in libraries do not. */
import type { PrintedPlace } from "../line/place.ts";
import type { Surroundings } from "../format.ts";

/** Paths of dependencies and of the runtime itself. */
const LIBRARY = /(?:^|[/\\])(?:node_modules|site-packages|dist-packages|vendor|\.yarn|\.pnpm|\.cargo|go\/pkg\/mod|lib\/python\d[\d.]*|pypy[\d.]*|gems|rustc|rust\/library)[/\\]|^node:|^internal[/\\]|^<|^webpack:|^native$/;
const JAVASCRIPT_FRAME = /^\s*(?:at (?:.{0,300}? ?\(|)|❯ (?:\S.{0,200} |))(?:async )?(?:file:\/\/)?(?<file>(?:[A-Za-z]:)?[^\s():]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6})\)?$/;

export function isLibrary(path: string): boolean {
  return LIBRARY.test(path);
}

export interface Walk {
  /** How many lines to look at. */
  readonly reach: number;
  /** A line that belongs to the next failure. */
  readonly stop: RegExp;
}

/** The first project frame of a JavaScript stack below the match, or null. */
export function javascriptFrameBelow({ at }: Surroundings, { reach, stop }: Walk): PrintedPlace | null {
  for (let offset = 1; offset <= reach; offset++) {
    const text = at(offset);
    if (text === null || stop.test(text)) return null;
    const { file, line, column } = JAVASCRIPT_FRAME.exec(text)?.groups ?? {};
    if (file !== undefined && !isLibrary(file)) return { file, line, column };
  }
  return null;
}

const PYTHON_FRAME = /^\s*File "(?<file>[^"]{1,400})", line (?<line>\d{1,7})(?:, in (?<name>.+))?$/;

export interface PythonTrace {
  /** The innermost frame in the project. */
  readonly place: PrintedPlace | null;
  /** The last line: `ValueError: bad`. */
  readonly exception: string | null;
  readonly message: string | null;
  /** How many lines below the match it ends. */
  readonly end: number;
}

const EXCEPTION = /^\s*(?<exception>[A-Za-z_][\w.]{1,120}(?:Error|Exception|Exit|Interrupt|Warning|Timeout|Failure|Failed|Empty|Full|NotFound|Refused|Denied|Iteration|Skipped|Invalid\w*)|[A-Za-z_]\w*(?:\.\w+){1,6})(?::(?: (?<message>.*))?)?$/;

/** Reads a Python traceback whose first line is `start` lines below the match. */
export function pythonTraceBelow({ at }: Surroundings, { start, reach }: { readonly start: number; readonly reach: number }): PythonTrace {
  let place: PrintedPlace | null = null;
  let indent: number | null = null;
  for (let offset = start; offset <= reach; offset++) {
    const text = at(offset);
    if (text === null) return { place, exception: null, message: null, end: offset };
    const { file, line } = PYTHON_FRAME.exec(text)?.groups ?? {};
    if (file !== undefined) {
      indent ??= text.search(/\S/);
      if (!isLibrary(file)) place = { file, line };
      continue;
    }
    const depth = text.search(/\S/);
    if (depth < 0 || indent === null || depth >= indent) continue;
    const { exception = null, message = null } = EXCEPTION.exec(text)?.groups ?? {};
    return { place, exception, message, end: offset };
  }
  return { place, exception: null, message: null, end: reach };
}
