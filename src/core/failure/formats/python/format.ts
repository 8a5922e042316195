/** The Python interpreter: what ends a traceback, and syntax errors that have none. */
import type { Finding, Format } from "../../format.ts";
import { pythonTraceBelow } from "../frames.ts";
import { causeOfException } from "./causes.ts";

const REACH = 120;

/** What an import or a compilation says of a source file in another encoding; `'unicodeescape' codec` is a real syntax error. */
const NOT_UTF8 = /^\(unicode error\) 'utf-8' codec can't decode byte/;

export const python: Format = {
  tool: "python",
  layer: "runtime",
  class: "unknown",
  pattern_name: "python_exception",
  rules: [
    {
      id: "traceback",
      says: "problem",
      literals: ["Traceback (most recent call last)"],
      pattern: /^(?<indent>\s*)(?<lead>\S.{0,60} )?Traceback \(most recent call last\):$/,
      after: REACH,
      confidence: 0.8,
      read({ indent = "" }, around) {
        const { place, exception, message, end } = pythonTraceBelow(around, { start: 1, reach: REACH });
        if (exception === null) return { says: "detail" };
        const followed = around.at(end + 2)?.includes("During handling of the above exception") === true || around.at(end + 2)?.includes("The above exception was the direct cause") === true;
        const found: Finding = { kind: exception, ...(message === null ? {} : { message }), ...(place === null ? {} : { places: [{ ...place, message, rule: exception }] }) };
        if (followed || indent.length > 3) return { ...found, places: [], says: "detail" };
        return { ...found, ...causeOfException({ exception, message: message ?? "", line: around.at(end - 1) ?? "", above: [around.at(end - 2) ?? "", around.at(end - 3) ?? ""] }) };
      },
    },
    {
      id: "syntax",
      says: "problem",
      literals: ["SyntaxError: ", "IndentationError: ", "TabError: "],
      pattern: /^(?:\*\*\* )?(?<rule>SyntaxError|IndentationError|TabError): (?<message>(?!Non-).+)$/,
      class: "syntax-error",
      pattern_name: "python_syntax_error",
      before: 6,
      confidence: 0.9,
      read({ rule = "", message = "" }, { at }) {
        for (let offset = -1; offset >= -6; offset--) {
          const { file, line } = /^\s*(?:\*\*\*\s+)?File "(?<file>[^"]+)", line (?<line>\d+)/.exec(at(offset) ?? "")?.groups ?? {};
          const cause = NOT_UTF8.test(message) ? { class: "encoding" as const, pattern_name: "invalid_utf8" } : {};
          if (file !== undefined) return { kind: rule, message, ...cause, ...(file.startsWith("<") ? {} : { places: [{ file, line, rule, message }] }) };
        }
        return null;
      },
    },
    { id: "no-module", says: "problem", literals: [": No module named "], pattern: /^\S*python[\d.]*(?:\.exe)?: No module named (?<rule>\S+)$/, class: "module-not-found", pattern_name: "module_not_found", confidence: 0.9 },
    { id: "no-file", says: "problem", literals: ["can't open file '"], pattern: /^\S*python[\d.]*: can't open file '(?<message>[^']+)'/, class: "config", pattern_name: "missing_file", confidence: 0.75, read: ({ message = "" }) => ({ message: `can't open file ${message}` }) },
  ],
};
