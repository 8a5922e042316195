/** .NET: MSBuild, the C# compiler, NuGet, dotnet test; and Visual C++, which MSBuild runs. */
import type { Finding, Format, Groups } from "../../format.ts";

export const dotnet: Format = {
  tool: "msbuild",
  layer: "tool",
  class: "build-error",
  pattern_name: "msbuild_errors",
  rules: [
    { id: "diagnostic", says: "problem", literals: ["): error ", "): warning ", "): fatal error ", ") : error ", ") : warning ", ") : fatal error "], pattern: /^(?:\s*\d+>)?\s*(?<file>(?:[A-Za-z]:)?[^\s:(][^:(]*)\((?<line>\d+)(?:,(?<column>\d+))?(?:,\d+,\d+)?\) ?: (?<severity>error|warning|fatal error) (?<rule>[A-Z]{1,6}\d{2,6}): (?<message>.+?)(?: \[(?<project>[^\]]+)\])?$/, confidence: 0.95, read: (groups) => readDiagnostic(groups) },
    { id: "format", says: "problem", literals: [": error WHITESPACE: ", ": error FINALNEWLINE: ", ": error ENDOFLINE: ", ": error CHARSET: ", ": error IMPORTS: ", ": warning WHITESPACE: "], pattern: /^\s*(?<file>[^\s:(][^(]*)\((?<line>\d+),(?<column>\d+)\): (?:error|warning) (?<rule>WHITESPACE|FINALNEWLINE|ENDOFLINE|CHARSET|IMPORTS): (?<message>.+?)(?: \[[^\]]+\])?$/, class: "format", tool: "dotnet format", pattern_name: "dotnet_unformatted", confidence: 0.97 },
    { id: "project", says: "problem", literals: [": error MSB", ": error NU", ": error NETSDK", "error NU1"], pattern: /^(?:\s*\d+>)?\s*(?<file>[^\s:(][^:(]*?)(?:\(\d+,\d+\))? ?: error (?<rule>(?:MSB|NU|NETSDK)\d{3,5}): (?<message>.+?)(?: \[[^\]]+\])?$/, confidence: 0.9, read: ({ file = "", rule = "", message = "" }) => ({ files: [file], kind: rule, message, ...(rule === "NU1301" ? { class: "network-infra" as const, tool: "nuget", pattern_name: "network_failure" } : rule.startsWith("NU") ? { class: "dependency-install" as const, tool: "nuget", pattern_name: "nuget_restore" } : {}) }) },
    { id: "service-index", says: "problem", literals: ["error : Unable to load the service index"], pattern: /^\S.{0,400} ?: error : (?<message>Unable to load the service index for source .*)$/, class: "network-infra", tool: "nuget", pattern_name: "network_failure", confidence: 0.93, read: ({ message = "" }) => ({ message }) },
    { id: "link", says: "problem", literals: [": error LNK", ": fatal error LNK"], pattern: /^(?:\s*\d+>)?(?<file>\S+?) : (?:fatal )?error (?<rule>LNK\d{4}): (?<message>.+)$/, tool: "link", pattern_name: "linker_errors", confidence: 0.95, read: ({ rule = "", message = "" }) => ({ kind: rule, message }) },
    { id: "test", says: "problem", literals: ["  Failed ", "[xUnit.net "], pattern: /^(?:\s+Failed |\s*\[xUnit\.net [\d:.]+\]\s+)(?<test>[\w.+`]+(?:\(.*\))?) \[(?:\d+ (?:ms|s|m|h)(?: \d+ (?:ms|s|m))?|< 1 ms|FAIL)\]$/, class: "test-failure", tool: "dotnet test", pattern_name: "dotnet_test_failures", after: 25, confidence: 0.95, read: ({ test = "" }, { at }) => ({ tests: [test], ...frame(at) }) },
    { id: "test-15", says: "problem", literals: ["Failed   "], pattern: /^Failed {3}(?<test>[\w.+`]+(?:\(.*\))?)$/, class: "test-failure", tool: "dotnet test", pattern_name: "dotnet_test_failures", after: 25, confidence: 0.93, read: ({ test = "" }, { at }) => ({ tests: [test], ...frame(at) }) },
    { id: "test-summary", says: "verdict", literals: ["Failed!  - Failed:", "Test Run Failed."], pattern: /^(?:Failed! +- Failed: +[1-9]|Test Run Failed\.$)/, class: "test-failure", tool: "dotnet test", pattern_name: "dotnet_test_failures", confidence: 0.97 },
    { id: "failed", says: "verdict", layer: "wrapper", literals: ["Build FAILED."], pattern: /^Build FAILED\.$/ },
    { id: "succeeded", says: "passed", literals: ["Build succeeded."], pattern: /^Build succeeded\.$/ },
    { id: "zero-errors", says: "passed", literals: [" 0 Error(s)"], pattern: /^\s+0 Error\(s\)$/ },
  ],
};

function readDiagnostic({ file = "", line, column, severity, rule = "", message, project }: Groups): Finding {
  const compiler = rule.startsWith("CS") ? "csc" : /^C\d{4}$/.test(rule) ? "msvc" : null;
  return {
    places: [{ file: fromRoot(file, project), line, column, rule, message }],
    kind: rule,
    ...(severity === "warning" ? { says: "detail" as const } : {}),
    ...(compiler === null ? {} : { tool: compiler, pattern_name: `${compiler}_errors` }),
    ...(rule.startsWith("TS") ? { tool: "tsc", class: "type-check" as const, pattern_name: "tsc_errors", says: "detail" as const } : {}),
  };
}

/** A compiler names files as they lie from its project's folder; MSBuild names the project from the disk's root, with the target framework behind two colons. */
function fromRoot(file: string, project: string | undefined): string {
  const folder = /^(?<folder>(?:\/|[A-Za-z]:\\).*[\\/])[^\\/]+proj(?:::.*)?$/.exec(project ?? "")?.groups?.["folder"];
  return folder === undefined || /^(?:[\\/.]|[A-Za-z]:)/.test(file) ? file : `${folder}${file}`;
}

function frame(at: (offset: number) => string | null): Pick<Finding, "places"> {
  for (let offset = 1; offset <= 25; offset++) {
    const text = at(offset);
    if (text === null || /^(?:Failed|Passed|Skipped) {3}\S/.test(text)) break;
    const { file, line } = /^\s+at .+ in (?<file>\S.*):line (?<line>\d+)$/.exec(text)?.groups ?? {};
    if (file !== undefined) return { places: [{ file, line }] };
  }
  return {};
}
