/** RSpec 2 and 3, and Minitest. */
import type { Finding, Format, Surroundings } from "../../format.ts";

export const rspec: Format = {
  tool: "rspec",
  layer: "tool",
  class: "test-failure",
  pattern_name: "rspec_failures",
  rules: [
    { id: "rerun", says: "problem", literals: ["rspec ./", "rspec '"], pattern: /^rspec '?\.?\/?(?<file>[^\s:'[]+\.rb)(?::(?<line>\d+)|\[[\d:,]+\])'? # (?<test>.+)$/, confidence: 0.97, read: ({ file = "", line, test = "" }) => ({ tests: [test], ...(line === undefined ? { files: [file] } : {}) }) },
    { id: "frame", says: "detail", literals: ["# ./"], pattern: /^\s+# (?<file>\.\/\S+\.rb):(?<line>\d+):in .*$/, before: 30, read: ({ file = "", line }, { at, previous }) => (isPending(at) || (previous !== null && previous.distance <= 2 && (previous.finding.places?.length ?? 0) > 0) ? { places: [], files: [] } : { places: [{ file, line }] }) },
    { id: "summary", says: "verdict", literals: [" examples, ", " example, "], pattern: /^\d+ examples?, (?:[1-9]\d* failures?|\d+ failures?,.* errors? occurred outside of examples)/, confidence: 0.97 },
    { id: "passed", says: "passed", literals: [" examples, 0 failures", " example, 0 failures"], pattern: /^\d+ examples?, 0 failures(?!.*error)/ },
    { id: "outside", says: "problem", literals: ["occurred outside of examples", "An error occurred while loading"], pattern: /^An error occurred while loading (?<file>\S+?)\.?(?: - Did you mean\?)?$/, after: 10, class: "module-not-found", pattern_name: "ruby_load_error", confidence: 0.6, read: ({ file = "" }, { at }) => loading(file, at) },
    { id: "minitest", says: "problem", literals: ["Failure:", ") Error:", " [test/"], pattern: /^(?:\s*\d+\) (?:Failure|Error)|Failure):$/, tool: "minitest", pattern_name: "minitest_failures", after: 12, confidence: 0.95, read: (_groups, around) => minitest(around) },
    { id: "minitest-summary", says: "verdict", literals: [" assertions, "], pattern: /^\d+ (?:runs|tests), \d+ assertions, (?:[1-9]\d* failures, \d+ errors|\d+ failures, [1-9]\d* errors)(?!, \d+ pendings)/, tool: "minitest", pattern_name: "minitest_failures", confidence: 0.96 },
    { id: "minitest-passed", says: "passed", tool: "minitest", literals: [" assertions, 0 failures, 0 errors"], pattern: /^\d+ (?:runs|tests), \d+ assertions, 0 failures, 0 errors(?!, \d+ pendings)/ },
  ],
};

/** An example that is expected to fail: its reason stands as a comment below its name, where one that failed says `Failure/Error`. */
function isPending(at: Surroundings["at"]): boolean {
  for (let offset = -1; offset >= -30; offset--) {
    const text = at(offset);
    if (text === null) return false;
    if (/^\s{1,8}\d+\) \S/.test(text)) return /^\s+# (?!\.?\/)/.test(at(offset + 1) ?? "");
  }
  return false;
}

/** Gems, and Ruby's own library. */
const OUTSIDE = /\/gems\/|\/(?:lib|vendor)\/ruby\/|\/vendor_ruby\/|\/rubies\//;

function loading(file: string, at: Surroundings["at"]): Finding {
  const below = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((offset) => at(offset) ?? "").join(" ");
  if (/LoadError|cannot load such file/.test(below)) return { files: [file] };
  if (/SyntaxError/.test(below)) return { files: [file], class: "syntax-error", pattern_name: "ruby_syntax_error" };
  return { files: [file], class: "test-failure", pattern_name: "rspec_failures" };
}

function minitest({ at }: Surroundings): Finding {
  const { test, file, line } = /^(?<test>[^\s#[][^#[]{0,200}#(?:test_\d{4}_[^[]{1,300}?|[^\s[]{1,300}?)|test[\w: ]*\([\w:]+\))(?: \[(?<file>[^\]:]+):(?<line>\d+)\])?:?$/.exec(at(1) ?? "")?.groups ?? {};
  if (test === undefined) return {};
  if (file !== undefined) return { tests: [test], places: [{ file, line }] };
  for (let offset = 2; offset <= 12; offset++) {
    const frame = /^\s+(?<file>\S+\.rb):(?<line>\d+):in /.exec(at(offset) ?? "")?.groups;
    if (frame?.["file"] !== undefined && !OUTSIDE.test(frame["file"])) return { tests: [test], places: [{ file: frame["file"], line: frame["line"] }] };
  }
  return { tests: [test] };
}
