/** Why pytest could not collect or import a file: the `E` lines below say which exception it was. */
import type { Finding, Surroundings } from "../../format.ts";

const CAUSES: readonly (readonly [RegExp, Finding])[] = [
  [/^(?:E\s+)?(?:ModuleNotFoundError|ImportError)\b/, { class: "module-not-found", pattern_name: "module_not_found" }],
  [/^(?:E\s+)?(?:SyntaxError: Non-UTF-8|UnicodeDecodeError|UnicodeEncodeError|SyntaxError: \(unicode error\))/, { class: "encoding", pattern_name: "invalid_utf8" }],
  [/^(?:E\s+)?(?:SyntaxError|IndentationError|TabError)\b/, { class: "syntax-error", pattern_name: "python_syntax_error" }],
];
const FILE = /^E\s+File "(?<file>[^"]+)", line (?<line>\d+)/;
const FRAME = /^(?<file>[^\s:][^:]*\.py):(?<line>\d+): in /;
const NEXT = /^_{3,} |^={3,} |^!{3,} /;

export function causeOf({ at }: Surroundings, reach: number): Finding {
  let place: Finding["places"] = [];
  let cause: Finding = {};
  for (let offset = 1; offset <= reach; offset++) {
    const text = at(offset);
    if (text === null || NEXT.test(text)) break;
    const { file, line } = (FILE.exec(text) ?? FRAME.exec(text))?.groups ?? {};
    if (file !== undefined && !file.includes("site-packages") && !file.startsWith("<")) place = [{ file, line }];
    const found = CAUSES.find(([pattern]) => pattern.test(text));
    if (found !== undefined) cause = { ...found[1], message: text.replace(/^E\s+/, "") };
  }
  return { ...cause, ...(place.length === 0 ? {} : { places: place }) };
}
