/** Compilers of the JVM: javac by itself, in Ant, in Maven; kotlinc, scalac. */
import type { Finding, Format, Groups } from "../../format.ts";
import { afterCount } from "../literals.ts";

export const javac: Format = {
  tool: "javac",
  layer: "tool",
  class: "build-error",
  pattern_name: "javac_errors",
  rules: [
    { id: "plain", says: "problem", literals: [".java:"], pattern: /^(?:\[javac\] +|\s{0,4}\[\w+\] +|\s{2}(?=\S.{0,400}\.java:\d+: error: )|:[\w:-]{1,100}(?=\/|[A-Z]:\\))?(?<file>(?:[A-Z]:)?[^\s:[][^:[]*\.java):(?<line>\d+): (?:(?<severity>error|warning): )?(?<message>\S.*)$/, confidence: 0.95, read: (groups) => readPlain(groups) },
    { id: "maven", says: "problem", literals: [".java:["], pattern: /^\[(?<severity>ERROR|WARNING)\] (?<file>\S+\.java):\[(?<line>\d+),(?<column>\d+)\] (?:error: )?(?:\[(?<rule>\w+)\] )?(?<message>.+)$/, confidence: 0.95, read: (groups) => readPlain({ ...groups, severity: groups["severity"]?.toLowerCase() }) },
    { id: "ecj", says: "problem", literals: [". ERROR in "], pattern: /^\d+\. ERROR in (?<file>\S+\.java) \(at line (?<line>\d+)\)$/, tool: "ecj", confidence: 0.93 },
    { id: "kotlin", says: "problem", literals: [".kt:", ".kts:"], pattern: /^e: (?:file:\/\/)?(?<file>[^\s:(][^:(]*\.kts?)(?::| ?: \(|: \()(?<line>\d+)(?:[:,] ?(?<column>\d+))?\)?:? (?<message>.+)$/, tool: "kotlinc", pattern_name: "kotlin_errors", confidence: 0.95 },
    { id: "kotlin-plain", says: "problem", literals: [".kt:", ".kts:"], pattern: /^(?<file>[^\s:][^:]*\.kts?):(?<line>\d+):(?<column>\d+): (?<severity>error|warning): (?<message>.+)$/, tool: "kotlinc", pattern_name: "kotlin_errors", confidence: 0.95, read: (groups) => readPlain(groups) },
    { id: "maven-kotlin", says: "problem", literals: [".kt: ("], pattern: /^\[ERROR\] (?<file>\S+\.kt): \((?<line>\d+), (?<column>\d+)\) (?<message>.+)$/, tool: "kotlinc", pattern_name: "kotlin_errors", confidence: 0.95 },
    { id: "scala", says: "problem", literals: [".scala:"], pattern: /^(?:\[(?<severity>error|warn)\] )?(?:-- .*Error: )?(?<file>[^\s:][^:]*\.scala):(?<line>\d+)(?::(?<column>\d+))?: (?:(?<told>error|warning): )?(?<message>.+)$/, tool: "scalac", pattern_name: "scala_errors", confidence: 0.92, read: (groups) => readPlain({ ...groups, severity: groups["severity"] === "warn" || groups["told"] === "warning" ? "warning" : "error" }) },
    { id: "scala-3", says: "problem", literals: ["Error: ", "Warning: "], pattern: /^(?:\[(?:error|warn)\] )?-- (?:\[(?<rule>E\d+)\] )?.*?(?<severity>Error|Warning): (?<file>[^\s:]+\.scala):(?<line>\d+)(?::(?<column>\d+))? -*$/, tool: "scalac", pattern_name: "scala_errors", confidence: 0.95, read: (groups) => readPlain({ ...groups, severity: groups["severity"]?.toLowerCase() }) },
    { id: "groovy", says: "problem", literals: [".groovy: "], pattern: /^(?<file>\S+\.groovy): (?<line>\d+): (?<message>.+)$/, tool: "groovy", pattern_name: "groovy_errors", confidence: 0.94 },
    { id: "count", says: "detail", literals: afterCount(" error"), pattern: /^(?:\[javac\] +)?\d{1,5} errors?$/, confidence: 0.7 },
  ],
};

function readPlain({ file = "", line, column, message, severity }: Groups): Finding | null {
  if (message !== undefined && /^unmappable character|^\([a-z]+\) [A-Z]\w+: /.test(message)) return null;
  if (severity === undefined && message !== undefined && !/expected|cannot find symbol|incompatible|not found|does not|is not|unreported|illegal|already defined|missing|unreachable|package .* does not exist|class .* is public/.test(message)) return null;
  return { places: [{ file, line, column, message }], ...(message === undefined ? {} : { message }), ...(severity === "warning" ? { says: "detail" as const } : {}) };
}
