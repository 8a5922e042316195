/** Gradle 2 to 9: tasks, tests, build scripts, dependencies. */
import type { Finding, Format, Surroundings } from "../../format.ts";

export const gradle: Format = {
  tool: "gradle",
  layer: "tool",
  class: "build-error",
  pattern_name: "gradle_build",
  judge: (sightings) => (sightings.some(({ rule }) => rule.id === "tests-failed" || rule.id === "failing-tests") ? { class: "test-failure", pattern_name: "gradle_test_failures" } : null),
  rules: [
    { id: "test", says: "problem", literals: [" FAILED"], pattern: /^(?<test>(?!> |Task |:|BUILD|JUnit (?:Jupiter|Vintage) > )[^\s>][^>]{0,200}(?: > (?:(?! > ).){1,300}?)+) FAILED(?: \([\d.]+m?s\))?$/, class: "test-failure", pattern_name: "gradle_test_failures", after: 60, confidence: 0.95, read: ({ test = "" }, around) => readTest(test, around) },
    { id: "tests-failed", says: "verdict", literals: [" tests completed, "], pattern: /^\d+ tests? completed, [1-9]\d* failed/, class: "test-failure", pattern_name: "gradle_test_failures", confidence: 0.96 },
    { id: "failing-tests", says: "problem", literals: ["There were failing tests"], pattern: /^\s*>? ?There were failing tests/, class: "test-failure", pattern_name: "gradle_test_failures", confidence: 0.95 },
    { id: "script", says: "problem", literals: ["A problem occurred evaluating ", "A problem occurred configuring ", "Could not compile build file", "Could not compile settings file"], pattern: /^(?:\* )?(?:A problem occurred (?:evaluating|configuring)|Could not compile (?:build|settings) file)/, after: 10, before: 6, confidence: 0.88, read: (_groups, around) => readScript(around) },
    { id: "task", says: "problem", layer: "wrapper", literals: ["Execution failed for task '"], pattern: /^Execution failed for task '(?<rule>[^']+)'\.?$/, after: 6, confidence: 0.75, read: ({ rule = "" }, around) => readTask(rule, around) },
    { id: "unresolved", says: "problem", literals: ["Could not resolve all ", "Could not find ", "Could not GET '", "Could not resolve "], pattern: /^\s*>? ?(?<message>Could not (?:resolve (?:all )?|find |GET ').*)$/, after: 10, confidence: 0.75, read: ({ message = "" }, around) => readUnresolved(message, around) },
    { id: "plugin", says: "problem", literals: ["was not found in any of the following sources"], pattern: /^Plugin (?<message>\[id: .+\] was not found in any of the following sources)/, class: "dependency-install", pattern_name: "gradle_dependencies", confidence: 0.94 },
    { id: "java", says: "problem", literals: ["Could not determine java version from", "Unsupported class file major version"], pattern: /(?<message>Could not determine java version from .*|Unsupported class file major version \d+)/, confidence: 0.88 },
    { id: "daemon", says: "problem", literals: ["build daemon disappeared unexpectedly", "JVM heap space is exhausted", "garbage collector is thrashing"], pattern: /(?:build daemon disappeared unexpectedly|Expiring Daemon because JVM (?:heap|metaspace)|JVM heap space is exhausted|garbage collector is thrashing)/, class: "out-of-memory", pattern_name: "gradle_daemon_died", confidence: 0.85, layer: "infrastructure" },
    { id: "memory", says: "problem", literals: ["> Metaspace", "> Java heap space", "> GC overhead limit exceeded", "running out of JVM Metaspace"], pattern: /^\s*(?:> (?<message>Metaspace|Java heap space|GC overhead limit exceeded)|The Daemon will expire .{0,60}running out of JVM Metaspace.*)$/, class: "out-of-memory", pattern_name: "out_of_memory", confidence: 0.93, layer: "infrastructure" },
    { id: "failed", says: "hint", literals: ["BUILD FAILED in ", "FAILURE: Build failed with", "FAILURE: Build completed with"], pattern: /^(?:BUILD FAILED in |FAILURE: Build (?:failed|completed) with )/, confidence: 0.85 },
    { id: "success", says: "passed", clears: "everything", literals: ["BUILD SUCCESSFUL"], pattern: /^BUILD SUCCESSFUL(?: in .*)?$/ },
  ],
};

function readTest(test: string, { at }: Surroundings): Finding {
  const suite = test.split(" > ")[0]?.replace(/^.*\./, "").replace(/\$.*$/, "").trim() ?? "";
  let first: { file: string; line: string } | null = null;
  for (let offset = 1; offset <= 60; offset++) {
    const text = at(offset);
    if (text === null || (text !== "" && !/^\s/.test(text))) break;
    const { file, line } = /^\s+(?:\S+ )?at (?:\S+\()?(?<file>[\w$]+\.(?:java|kt|groovy|scala)):(?<line>\d+)\)?/.exec(text)?.groups ?? {};
    if (file === undefined || line === undefined) continue;
    if (file.startsWith(`${suite}.`)) return { tests: [test], places: [{ file, line }] };
    if (/ at \w+\.(?:java|kt|groovy|scala):/.test(text)) first ??= { file, line };
  }
  return { tests: [test], ...(first === null ? {} : { places: [first] }) };
}

function readScript({ at }: Surroundings): Finding {
  for (let offset = -6; offset <= 0; offset++) {
    const { file, line } = /(?:Build|Settings) file '(?<file>[^']+)' line: (?<line>\d+)/.exec(at(offset) ?? "")?.groups ?? {};
    if (file !== undefined) return { places: [{ file, line, message: at(1)?.replace(/^\s*>\s*/, "") ?? null }], message: at(1) ?? "" };
  }
  return readUnresolved((at(1) ?? "").replace(/^\s*>\s*/, ""), { at: (offset) => at(offset + 1), previous: null, latest: () => null }) ?? { message: at(1) ?? "" };
}

function readTask(task: string, around: Surroundings): Finding {
  const why = [1, 2, 3].map((offset) => around.at(offset) ?? "").join(" ");
  const name = task.replace(/^.*:/, "");
  if (/failing tests|test failure/i.test(why)) return { kind: name, class: "test-failure", pattern_name: "gradle_test_failures" };
  if (/[Cc]heckstyle rule violations|^checkstyle/.test(`${why} `) || name.startsWith("checkstyle")) return { kind: name, class: "lint", tool: "checkstyle", pattern_name: "checkstyle_problems" };
  if (name.startsWith("findbugs") || name.startsWith("spotbugs")) return { kind: name, class: "lint", tool: name.startsWith("f") ? "findbugs" : "spotbugs", pattern_name: "spotbugs_problems" };
  if (/^(?:pmd|detekt|ktlint|lint)/.test(name)) return { kind: name, class: "lint", pattern_name: "gradle_lint" };
  if (/^spotless/.test(name)) return { kind: name, class: "format", pattern_name: "spotless_unformatted" };
  const unresolved = readUnresolved(why, around);
  if (unresolved !== null) return { kind: name, ...unresolved };
  if (/[Tt]est$/.test(name)) return { kind: name, class: "test-failure", pattern_name: "gradle_test_failures" };
  return { kind: name, message: why };
}

function readUnresolved(message: string, { at }: Surroundings): Finding | null {
  const below = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((offset) => at(offset) ?? "").join(" ");
  if (!/^Could not (?:resolve (?:all |\S+:\S+)|GET|find \S+:\S+)|Could not resolve/.test(message)) return null;
  if (/UnknownHost|[Cc]onnect(?:ion)? (?:timed out|refused|reset)|Connect to \S+ .{0,100}failed|Read timed out|status code 5\d\d|No such host|Name or service not known|Temporary failure in name|handshake/.test(`${message} ${below}`)) return { message, class: "network-infra", pattern_name: "network_failure" };
  if (/status code 429/.test(below)) return { message, class: "rate-limit", pattern_name: "rate_limited" };
  if (/status code 40[13]/.test(below)) return { message, class: "auth-permission", pattern_name: "access_denied" };
  return { message, class: "dependency-install", pattern_name: "gradle_dependencies" };
}
