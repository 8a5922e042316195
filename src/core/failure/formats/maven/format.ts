/** Apache Maven 2 to 4 with Surefire, the compiler and Checkstyle plug-ins. */
import type { Finding, Format, Surroundings } from "../../format.ts";

/** "Tests run:" stands in every green log; a count that is not zero does not. */
const COUNTS = [..."123456789"].flatMap((digit) => [`Failures: ${digit}`, `Errors: ${digit}`]);

export const maven: Format = {
  tool: "maven",
  layer: "tool",
  class: "build-error",
  pattern_name: "maven_build",
  judge: (sightings) => (sightings.some(({ rule, says }) => says === "problem" && (rule.id === "test-summary" || rule.id === "test-list" || rule.id === "test-inline")) ? { class: "test-failure", pattern_name: "surefire_failures" } : null),
  rules: [
    { id: "test-inline", says: "problem", literals: ["<<< FAILURE!", "<<< ERROR!"], pattern: /^(?:\[ERROR\] +)?(?<test>[\w$][\w$.[\]{}()=, :-]{0,300}?)(?:\((?<suite>[\w.$]+)\))?\s+(?:-- )?Time elapsed: [\d.,]+ ?s(?:ec)?\s+<<< (?:FAILURE|ERROR)!$/, class: "test-failure", pattern_name: "surefire_failures", confidence: 0.96, after: 60, read: ({ test = "", suite }, around) => inline(test, suite, around) },
    { id: "test-list", says: "problem", literals: ["[ERROR]   "], pattern: /^\[ERROR\] {3}(?<test>(?<suite>[A-Z]\w*)(?:\$\w+)?(?:>(?<file>\w+))?[.#](?<name>[\w[\]$-]+)):(?<line>\d+)?.*$/, class: "test-failure", pattern_name: "surefire_failures", confidence: 0.93, read: ({ test = "", suite = "", file = suite, line }, { latest }) => ({ tests: [test.replace("#", ".").replace(/>\w+/, "")], ...(line === undefined || (latest("test-inline")?.places?.length ?? 0) > 0 ? {} : { places: [{ file: `${file}.java`, line }] }) }) },
    { id: "test-summary", says: "problem", literals: COUNTS, pattern: /^(?:\[ERROR\] )?Tests run: \d+, +Failures: (?<failures>\d+), +Errors: (?<errors>\d+)(?:, +Skipped: \d+)?(?<rest>.*)$/, class: "test-failure", pattern_name: "surefire_failures", confidence: 0.95, read: ({ failures, errors }) => (failures === "0" && errors === "0" ? null : {}) },
    { id: "old-list", says: "detail", literals: ["Failed tests: ", "Tests in error: "], pattern: /^(?:\[ERROR\] )?(?:Failed tests:|Tests in error:)\s*(?<rest>.*)$/, class: "test-failure", after: 80, read: ({ rest = "" }, around) => oldList(rest, around) },
    { id: "checkstyle", says: "problem", literals: [".java:"], pattern: /^\[(?:ERROR|WARN|WARNING)\] (?<file>[^\s:]+\.java):\[?(?<line>\d+)(?:[,:](?<column>\d+))?\]?:? (?:\((?<group>\w+)\) )?(?<rule>\w+)?:? ?(?<message>.+)$/, class: "lint", tool: "checkstyle", pattern_name: "checkstyle_problems", confidence: 0.9, read: (groups) => (groups["group"] === undefined ? null : { places: [{ file: groups["file"] ?? "", line: groups["line"], column: groups["column"], rule: groups["rule"], message: groups["message"] }] }) },
    { id: "goal", says: "problem", layer: "wrapper", literals: ["Failed to execute goal"], pattern: /^\[ERROR\] +Failed to execute goal (?<message>\S.*)$/, confidence: 0.88, read: ({ message = "" }) => goal(message) },
    { id: "unresolved", says: "problem", literals: ["Could not resolve dependencies", "Non-resolvable parent POM", "Could not transfer artifact", "Unresolveable build extension", "Could not find artifact", "could not be resolved"], pattern: /^\[(?:ERROR|FATAL)\] (?<message>.*(?:could not be resolved|Could not resolve dependencies|Non-resolvable parent POM|Could not transfer artifact|Unresolveable build extension|Could not find artifact).*)$/, confidence: 0.9, after: 6, read: ({ message = "" }, { at }) => unresolved([message, ...[1, 2, 3, 4, 5, 6].map((offset) => at(offset) ?? "").filter((text) => /Caused by: /.test(text))].join(" ")) },
    { id: "extension", says: "problem", literals: ["ExtensionResolutionException"], pattern: /ExtensionResolutionException: (?<message>.+)$/, class: "dependency-install", pattern_name: "maven_dependencies", confidence: 0.93, read: ({ message = "" }) => unresolved(message) },
    { id: "pom", says: "problem", literals: ["Non-parseable POM", "The project "], pattern: /^\[(?:ERROR|FATAL)\] +(?<message>Non-parseable POM .*|Malformed POM .*)$/, class: "config", pattern_name: "maven_pom", confidence: 0.9 },
    { id: "command", says: "problem", literals: ["No plugin found for prefix '", "Unknown lifecycle phase \"", "there is no POM in this directory"], pattern: /^\[ERROR\] (?<message>(?:No plugin found for prefix '|Unknown lifecycle phase "|The goal you specified requires a project to execute but there is no POM in this directory).*)$/, class: "config", pattern_name: "maven_command", confidence: 0.94 },
    { id: "forked", says: "problem", literals: ["The forked VM terminated without properly saying goodbye"], pattern: /(?<message>The forked VM terminated without properly saying goodbye)/, class: "test-failure", pattern_name: "surefire_crash", after: 12, confidence: 0.8, read: ({ message = "" }, { at }) => ({ message, ...(Array.from({ length: 12 }, (_, index) => at(index + 1) ?? "").some((text) => /Process Exit Code: 137\b/.test(text)) ? { class: "out-of-memory" as const, pattern_name: "out_of_memory" } : {}) }) },
    { id: "failure", says: "detail", literals: ["BUILD FAILURE", "BUILD ERROR"], pattern: /^\[(?:INFO|ERROR)\] BUILD (?:FAILURE|ERROR)$/, confidence: 0.9 },
    { id: "failure-hint", says: "hint", literals: ["BUILD FAILURE"], pattern: /^\[INFO\] BUILD FAILURE$/, confidence: 0.5 },
    { id: "success", says: "passed", clears: "everything", literals: ["BUILD SUCCESS"], pattern: /^\[INFO\] BUILD SUCCESS(?:FUL)?$/ },
  ],
};

function goal(message: string): Finding {
  if (/OutOfMemoryError|GC overhead limit/.test(message)) return { message, class: "out-of-memory", pattern_name: "out_of_memory" };
  if (/: 429 Too Many Requests/.test(message)) return unresolved(message);
  if (/surefire|failsafe|There are test failures|There was a (?:timeout|failure)/.test(message)) return { message, class: "test-failure", pattern_name: "surefire_failures" };
  if (/checkstyle/.test(message)) return { message, class: "lint", tool: "checkstyle", pattern_name: "checkstyle_problems" };
  if (/(?:pmd|spotbugs|findbugs|license|rat)-(?:maven-)?plugin|-plugin:[\d.]+:check/.test(message)) return { message, class: "lint", pattern_name: "maven_check" };
  if (/nexus-staging|maven-deploy-plugin|release-plugin/.test(message)) return { message, class: "unknown", pattern_name: "maven_deploy" };
  if (/Could not resolve dependencies|Could not find artifact|enforcer|Could not transfer/.test(message)) return unresolved(message);
  if (/spotless|formatter|:validate \(|fmt-maven/.test(message)) return { message, class: "format", pattern_name: "maven_format" };
  return { message };
}

function unresolved(message: string): Finding {
  if (/status(?: code)?: 429|Too Many Requests/.test(message)) return { message, class: "rate-limit", pattern_name: "rate_limited" };
  if (/Unknown host|Connect(?:ion)? (?:to .{0,200} )?(?:timed out|refused|reset)|(?:[Rr]ead|[Cc]onnect|[Rr]equest|handshake) timed out|[Tt]imed? ?out(?: waiting| while)|SocketTimeoutException|ConnectTimeoutException|HttpTimeoutException|50\d|transfer failed|No route to host|Name or service not known|Temporary failure/.test(message)) return { message, class: "network-infra", pattern_name: "network_failure" };
  if (/40[13]|Not authorized|Unauthorized|Forbidden/.test(message)) return { message, class: "auth-permission", pattern_name: "access_denied" };
  return { message, class: "dependency-install", pattern_name: "maven_dependencies" };
}

function inline(test: string, suite: string | undefined, { at }: Surroundings): Finding | null {
  if (/^Tests run/.test(test)) return null;
  const name = suite === undefined ? test : `${suite}.${test}`;
  const simple = (suite ?? test.replace(/\.[^.]+$/, "")).replace(/^.*\./, "").replace(/\$.*$/, "");
  let inherited: { file: string; line: string } | null = null;
  for (let offset = 1; offset <= 60; offset++) {
    const text = at(offset);
    if (text === null || /<<< (?:FAILURE|ERROR)!|^(?:\[\w+\] )?Tests run:/.test(text)) break;
    const { file, line } = /^\s*at \S+\((?<file>\w+\.(?:java|kt|scala|groovy)):(?<line>\d+)\)/.exec(text)?.groups ?? {};
    if (file === undefined || line === undefined) continue;
    if (file.startsWith(`${simple}.`) || name.endsWith(`.${file.replace(/\..*$/, "")}`)) return { tests: [name], places: [{ file, line }] };
    if (/(?:Test|Tests|TestCase|IT|Spec)\.\w+$/.test(file)) inherited ??= { file, line };
  }
  return { tests: [name], ...(inherited === null ? {} : { places: [inherited] }) };
}

function oldList(rest: string, { at }: Surroundings): Finding | null {
  const tests: string[] = [];
  const places = [];
  for (let offset = 0; offset <= 80; offset++) {
    const text = offset === 0 ? rest : at(offset);
    if (text === null || (offset > 0 && (text.trim() === "" || /^(?:\[\w+\] ?)?(?:Tests run|Tests in error|Failed tests)/.test(text)))) break;
    const printed = /^(?:\[ERROR\])?\s*(?<test>(?<file>\w+)(?:\$\w+)?\.(?:\w+[.>-]+)*\w+|[\w ]+\([\w.$]+\))(?::(?<line>\d+))?/.exec(text)?.groups;
    if (printed?.["test"] === undefined) continue;
    tests.push(printed["test"]);
    if (printed["line"] !== undefined && printed["file"] !== undefined) places.push({ file: `${printed["file"]}.java`, line: printed["line"] });
  }
  return tests.length === 0 ? null : { tests, places };
}
