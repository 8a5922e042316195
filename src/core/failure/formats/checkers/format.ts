/** Checkers of the JVM: Checkstyle by itself and in Gradle, PMD, SpotBugs, ktlint, detekt, Spotless. */
import type { Finding, Format, Surroundings } from "../../format.ts";
import { underHeader } from "../under-header.ts";

export const checkers: Format = {
  tool: "checkstyle",
  layer: "tool",
  class: "lint",
  pattern_name: "checkstyle_problems",
  rules: [
    { id: "ant", says: "problem", literals: ["[ant:checkstyle] ", "[checkstyle] "], pattern: /^(?::[\w:-]{1,200})?\s{0,12}\[(?:ant:)?checkstyle\] (?:\[(?:ERROR|WARN)\] )?(?<file>\/?[^\s:]+):(?<line>\d+)(?::(?<column>\d+))?: (?<message>.+?)(?: \[(?<rule>\w+)\])?$/, confidence: 0.96 },
    { id: "plain", says: "problem", literals: ["[ERROR] /", "[WARN] /", "[ERROR] src/", "[WARN] src/", "[ERROR] C:"], pattern: /^\[(?:ERROR|WARN)\] (?<file>(?:[A-Z]:)?[^\s:]+\.(?:java|xml|properties)):(?<line>\d+)(?::(?<column>\d+))?: (?<message>.+?) \[(?<rule>\w+)\]\.?$/, confidence: 0.96 },
    { id: "maven-plugin", says: "problem", literals: [".java:"], pattern: /^(?<file>[^\s:][^:]*\.java):(?<line>\d+):(?<column>\d+): (?:error|warning): (?<message>.+)$/, confidence: 0.93 },
    { id: "header", says: "hint", literals: ["Missing header in: "], pattern: /^Missing header in: (?<file>\S+)$/, tool: "license-maven-plugin", pattern_name: "licence_header", confidence: 0.6 },
    { id: "ktlint", says: "problem", literals: [".kt:", ".kts:"], pattern: /^(?<file>[^\s:][^:]*\.kts?):(?<line>\d+):(?<column>\d+): (?<message>(?!error|warning).+) \((?:standard:)?(?<rule>[a-z-]+)\)$/, tool: "ktlint", pattern_name: "ktlint_problems", confidence: 0.95 },
    { id: "detekt", says: "problem", literals: [".kt:", ".kts:"], pattern: /^\s*(?<file>[^\s:][^:]*\.kts?):(?<line>\d+):(?<column>\d+): (?<message>.+) \[(?<rule>[A-Z]\w+)\]$/, tool: "detekt", pattern_name: "detekt_problems", confidence: 0.95 },
    { id: "spotless", says: "problem", literals: ["The following files had format violations"], pattern: /The following files had format violations/, class: "format", tool: "spotless", pattern_name: "spotless_unformatted", after: 60, confidence: 0.97, read: (_groups, around) => ({ ...spotlessFiles(around), ...(/^> /.test(around.at(0) ?? "") ? { tool: "spotless-gradle", pattern_name: "spotless_gradle_unformatted" } : {}) }) },
    { id: "spotless-step", says: "problem", literals: ["found problem in '"], pattern: /Step '[\w-]+' found problem in '(?<file>[^']{1,300})':$/, class: "syntax-error", tool: "spotless", pattern_name: "spotless_unparsable", after: 1, confidence: 0.96, read: ({ file = "" }, { at }) => ({ files: [file], message: at(1) ?? "" }) },
    { id: "findbugs", says: "problem", literals: ["FindBugs rule violations were found", "SpotBugs ended with exit code", "FindBugs has found", "SpotBugs has found", "SpotBugs violations were found"], pattern: /^(?:\s*> |\[ERROR\].*)(?:FindBugs rule violations were found|(?:Find|Spot)Bugs has found|SpotBugs violations were found|.*SpotBugs ended with exit code)/, confidence: 0.9, read: (_groups, { at }) => (/FindBugs/.test(at(0) ?? "") ? { tool: "findbugs", pattern_name: "spotbugs_problems" } : { tool: "spotbugs", pattern_name: "spotbugs_problems" }) },
    { id: "pmd-text", says: "problem", literals: [".java:", ".kt:", ".cls:", ".jsp:"], pattern: /^(?<file>[^\s:]+\.\w+):(?<line>\d+):\t(?<rule>[A-Z]\w+):\t(?<message>.+)$/, tool: "pmd", pattern_name: "pmd_problems", confidence: 0.97 },
    { id: "pmd-csv", says: "problem", literals: [".java\",\"", ".kt\",\"", ".xml\",\"", ".js\",\"", ".cls\",\"", ".jsp\",\""], pattern: /^"\d+","[^"]*","(?<file>[^"]+)","[1-5]","(?<line>\d+)","(?<message>(?:[^"]|"")*)","[^"]*","(?<rule>[A-Z]\w+)"$/, tool: "pmd", pattern_name: "pmd_problems", confidence: 0.97 },
    { id: "spotbugs-text", says: "hint", literals: [".java:[line"], pattern: /^[HML] [A-Z] (?<rule>[A-Z][A-Za-z]{1,5}): (?<message>.+?)\s{1,4}(?:At|In|Dereferenced at|Redundant null check at|Another occurrence at) (?<file>\w+\.java):\[lines? (?<line>\d+)(?:-\d+)?\]$/, tool: "spotbugs", pattern_name: "spotbugs_problems", confidence: 0.96 },
    { id: "spotbugs-emacs", says: "hint", literals: [" (H)", " (M)", " (L)"], pattern: /^(?<file>[\w/$.-]+\.(?:java|kt|scala|groovy)):(?<line>\d+):\d+ (?<rule>[A-Z][A-Za-z]{1,5}): (?<message>.+) \([HML]\)$/, tool: "spotbugs", pattern_name: "spotbugs_problems", confidence: 0.96 },
    { id: "ktlint-grouped", says: "problem", literals: [" (standard:"], pattern: /^\s{2}(?<line>\d+):(?<column>\d+) (?<message>.+) \(standard:(?<rule>[a-z-]+)\)$/, tool: "ktlint", pattern_name: "ktlint_problems", before: 12, confidence: 0.96, read: underHeader(/^(?<file>[^\s:][^:]*\.kts?)$/) },
    { id: "detekt-list", says: "problem", literals: [".kt:", ".kts:"], pattern: /^\s*(?<rule>[A-Z]\w+) - (?:.* - )?\[.*\] at (?<file>[^\s:]+\.kts?):(?<line>\d+):(?<column>\d+)/, tool: "detekt", pattern_name: "detekt_problems", confidence: 0.96 },
    { id: "pmd", says: "problem", literals: ["PMD rule violations were found", "PMD Failure: "], pattern: /(?:PMD rule violations were found|PMD Failure: (?<file>[\w.]+):(?<line>\d+) Rule:(?<rule>\w+))/, tool: "pmd", pattern_name: "pmd_problems", confidence: 0.93, read: ({ rule }) => (rule === undefined ? {} : { kind: rule }) },
  ],
};

/** Below the headline: each file, indented by four, then its diff, deeper; what did not fit follows as a list of names. Maven marks each line; Gradle indents by two more, and marks the headline. */
function spotlessFiles({ at }: Surroundings): Pick<Finding, "files"> {
  const files: string[] = [];
  for (let offset = 1; offset <= 60; offset += 1) {
    const text = at(offset);
    if (text === null || /Run '.*spotless/.test(text)) break;
    const file = /^(?:\[ERROR\])? {4,6}(?<file>[^\s@+-][^\s:]*\.\w+)$/.exec(text)?.groups?.["file"];
    if (file !== undefined) files.push(file);
  }
  return files.length === 0 ? {} : { files };
}
