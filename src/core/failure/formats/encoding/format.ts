/** Faults of text encoding: what Python, javac and checks of our own say of bytes that are not the text they should be. */
import type { Finding, Format } from "../../format.ts";

export const encoding: Format = {
  tool: "encoding",
  layer: "tool",
  nameless: true,
  class: "encoding",
  pattern_name: "invalid_utf8",
  rules: [
    { id: "missing-header", says: "problem", literals: ["missing UTF-8 header", "missing utf-8 header", "missing encoding header", "no UTF-8 header", "lacks the UTF-8 header", "missing coding declaration"], pattern: /^(?:ERROR: )?(?<file>[^\s:][^:]*?)(?::(?<line>\d+))?(?::(?<column>\d+))?: (?<message>.*(?:[Mm]issing|no|lacks the) (?:(?:UTF|utf)-8|encoding|coding) (?:header|declaration).*)$/, pattern_name: "missing_utf8_header", confidence: 0.95 },
    { id: "not-utf8", says: "problem", literals: ["not valid UTF-8", "invalid UTF-8", "not valid utf-8", "is not UTF-8"], pattern: /^(?:ERROR: )?(?<file>[^\s:][^:]*\.\w{1,8})(?::(?<line>\d+))?(?::(?<column>\d+))?: (?<message>.*(?:(?:not valid|invalid|is not) (?:UTF|utf)-8).*)$/, confidence: 0.93 },
    { id: "non-utf8-python", says: "problem", literals: ["Non-UTF-8 code starting with", "Non-ASCII character '"], pattern: /(?:SyntaxError: )(?<message>Non-(?:UTF-8 code starting with|ASCII character) '\\x[0-9a-f]{2}' in file (?<file>\S.*?)(?: on line (?<line>\d+))?,.*)/, tool: "python", confidence: 0.97 },
    { id: "null-bytes", says: "problem", literals: ["cannot contain null bytes"], pattern: /^(?:SyntaxError|ValueError): (?<message>source code (?:string )?cannot contain null bytes)/, tool: "python", before: 1, confidence: 0.93, read: ({ message }, { at }) => readNullBytes(message, at(-1)) },
    { id: "unmappable", says: "problem", literals: ["unmappable character"], pattern: /^(?:\[(?:ERROR|WARNING)\] |\[javac\] )?(?<file>[^\s:][^:]*\.(?:java|kt|scala))[:[](?<line>\d+)(?:[:,](?<column>\d+)\])?:? (?<severity>error|warning)?:? ?(?<message>unmappable character.*)$/, tool: "javac", confidence: 0.93, read: ({ file = "", line, message, severity }) => ({ places: [{ file, line, message }], ...(severity === "warning" ? { says: "hint" as const } : {}) }) },
    { id: "illegal-bytes", says: "problem", literals: ["illegal byte sequence", "Invalid or incomplete multibyte"], pattern: /^(?<message>(?:sed|tr|awk|sort|iconv|grep)(?::.*)?: .*(?:[Ii]llegal byte sequence|Invalid or incomplete multibyte).*)$/, confidence: 0.9 },
  ],
};

/** Text in UTF-16, which Python takes for one with null bytes; compileall names the file on the line before. */
function readNullBytes(message: string | undefined, before: string | null): Finding {
  const file = /^\*\*\* Error compiling '(?<file>[^']{1,300})'\.\.\.$/.exec(before ?? "")?.groups?.["file"];
  return file === undefined ? {} : { places: [{ file, message }] };
}
