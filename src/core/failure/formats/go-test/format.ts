/** `go test`, with and without `-v`. */
import type { Finding, Format, Surroundings } from "../../format.ts";
import { isLibrary } from "../frames.ts";
import type { PrintedPlace } from "../../line/place.ts";

const MESSAGE = /^\s+(?<file>[\w./-]+_test\.go):(?<line>\d+): (?<message>.*)$/;
const TRACE = /^\s+(?:Error Trace:\s+)?(?<file>\S+_test\.go):(?<line>\d+)$/;
const BORDER = /^\s*(?:=== |--- )|^(?:FAIL|ok|PASS|exit status)\b/;
const REACH = 40;

export const goTest: Format = {
  tool: "go test",
  layer: "tool",
  class: "test-failure",
  pattern_name: "go_test_failures",
  rules: [
    {
      id: "test",
      says: "problem",
      literals: ["--- FAIL: "],
      pattern: /^\s*--- FAIL: (?<test>\S+)(?: \([\d.]+s\))?$/,
      before: REACH,
      after: REACH,
      confidence: 0.97,
      read: ({ test = "" }, around) => ({ tests: [test], ...placesOf(around) }),
    },
    { id: "package", says: "verdict", literals: ["FAIL\t"], pattern: /^FAIL\t\S+\t(?:[\d.]+s|\(cached\))$/, confidence: 0.96 },
    { id: "not-built", says: "verdict", literals: ["[build failed]", "[setup failed]"], pattern: /^FAIL\s+\S+ \[(?:build|setup) failed\]$/, class: "build-error", tool: "go", pattern_name: "go_build_errors" },
    { id: "panic-timeout", says: "problem", literals: ["panic: test timed out after "], pattern: /^panic: test timed out after \S+$/, class: "timeout", pattern_name: "go_test_timeout", confidence: 0.95, after: 8, read: (_groups, { at }) => ({ tests: runningTests(at) }) },
    { id: "panic", says: "problem", literals: ["panic: "], pattern: /^panic: (?<message>.+?)(?: \[recovered\])?$/, after: REACH, confidence: 0.85, read: ({ message = "" }, around) => (/environment variable|env var|^test timed out after /.test(message) ? null : { message, kind: "panic", ...panicPlace(around) }) },
    { id: "race", says: "problem", literals: ["WARNING: DATA RACE"], pattern: /^WARNING: DATA RACE$/, confidence: 0.85, read: () => ({ kind: "data race" }) },
  ],
};

/** Go 1.20 and later name the tests that were running when the time was up. */
function runningTests(at: Surroundings["at"]): readonly string[] {
  const tests: string[] = [];
  for (let offset = 2; offset <= 8; offset++) {
    const test = /^\t\t(?<test>\S+) \([\d.hms]+\)$/.exec(at(offset) ?? "")?.groups?.["test"];
    if (test === undefined) break;
    tests.push(test);
  }
  return tests;
}

/** Without `-v` the messages stand below; with it, above. */
function placesOf({ at }: Surroundings): Pick<Finding, "places"> {
  const below = collect(at, 1);
  const places = below.length > 0 ? below : collect(at, -1);
  return places.length === 0 ? {} : { places };
}

function collect(at: Surroundings["at"], direction: 1 | -1): PrintedPlace[] {
  const places: PrintedPlace[] = [];
  for (let offset = direction; Math.abs(offset) <= REACH; offset += direction) {
    const text = at(offset);
    if (text === null || BORDER.test(text)) break;
    const { file, line, message } = (MESSAGE.exec(text) ?? TRACE.exec(text))?.groups ?? {};
    if (file !== undefined) places.push({ file, line, message });
  }
  return places;
}

function panicPlace({ at }: Surroundings): Pick<Finding, "places"> {
  for (let offset = 1; offset <= REACH; offset++) {
    const { file, line } = /^\t(?<file>\S+\.go):(?<line>\d+)(?: \+0x[0-9a-f]+)?$/.exec(at(offset) ?? "")?.groups ?? {};
    if (file !== undefined && !isLibrary(file) && !/\/go\/src\/|^\/usr\/(?:local|lib)\//.test(file)) return { places: [{ file, line }] };
  }
  return {};
}
