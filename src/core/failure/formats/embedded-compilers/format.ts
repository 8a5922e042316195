/** Compilers of embedded and older systems that quote the file: `"main.c", line 12: Error: …` (Arm, Sun, Texas Instruments, Diab, IBM, IAR), and GNAT. */
import type { Finding, Format, Groups } from "../../format.ts";

export const embeddedCompilers: Format = {
  tool: "embedded-compiler",
  layer: "tool",
  class: "build-error",
  pattern_name: "compiler_errors",
  rules: [
    { id: "quoted", says: "problem", literals: ["\", line "], pattern: /^"(?<file>[^"]+)", line (?<line>\d+)(?:\.(?<column>\d+))?(?: \(col\. \d+\))?: (?:(?<code>\d{4}-\d{3}) \((?<level>[WSEIU])\)|(?<severity>[A-Za-z ]*(?:[Ww]arning|[Ee]rror|remark|info))?)(?:(?<colon>:)? *[#(](?<rule>[\w:-]+)\)?)?:? *(?<message>.*)$/, confidence: 0.92, read: (groups) => readQuoted(groups) },
    { id: "iar", says: "problem", literals: ["Error[", "Warning["], pattern: /^"(?<file>[^"]+)",(?<line>\d+) +(?<severity>Error|Warning|Remark|Fatal [Ee]rror)\[(?<rule>\w+)\]:? (?<message>.+)$/, tool: "iar", confidence: 0.95, read: (groups) => readQuoted({ ...groups, tool: "iar" }) },
    { id: "gnat", says: "problem", literals: [".adb:", ".ads:"], pattern: /^(?<file>[^\s:][^:]*\.ad[bs]):(?<line>\d+):(?<column>\d+): (?<severity>warning: |\(style\) |error: )?(?<message>.+)$/, tool: "gnat", confidence: 0.93, read: (groups) => readQuoted({ ...groups, tool: "gnat" }) },
    { id: "nag", says: "problem", literals: [", line "], pattern: /^(?<severity>Error|Warning|Info|Fatal Error|Extension|Questionable|Obsolescent|Deleted feature used): (?<file>[^\s,]+\.[fF]\d*), line (?<line>\d+): (?<message>.+)$/, tool: "nagfor", confidence: 0.95, read: (groups) => readQuoted({ ...groups, tool: "nagfor" }) },
  ],
};

function readQuoted({ file = "", line, column, severity, level, rule, code, message, tool, colon }: Groups): Finding | null {
  if (/\.py[xi]?$/.test(file) || (severity === undefined && level === undefined && tool === undefined && !/\.(?:c|cc|cpp|h|f|f90)$/i.test(file))) return null;
  const mild = level === undefined ? severity !== undefined && !/error/i.test(severity) : level === "W" || level === "I";
  const found = code !== undefined ? "xlc" : tool ?? (rule?.startsWith("dcc") === true ? "diab" : colon !== undefined ? "armcc" : rule !== undefined ? "ticl" : "suncc");
  return { places: [{ file, line, column, rule: rule ?? code, message }], tool: found, ...(message === undefined ? {} : { message }), ...(mild ? { says: "detail" as const } : {}) };
}
