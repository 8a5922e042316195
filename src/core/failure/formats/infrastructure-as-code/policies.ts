/** Open Policy Agent (`opa test`, `check`, `fmt`) and Conftest, which tests configuration with it. Sources: OPA's v1/tester/reporter.go, v1/ast/errors.go; Conftest's output/standard.go. */
import type { Finding, Rule, Surroundings } from "../../format.ts";
import { afterNumber } from "../literals.ts";

const KINDS: Readonly<Record<string, Pick<Finding, "class" | "pattern_name">>> = {
  rego_parse_error: { class: "syntax-error", pattern_name: "rego_syntax_error" },
  rego_type_error: { class: "type-check", pattern_name: "rego_type_errors" },
};

export const policyRules: readonly Rule[] = [
  { id: "opa-file", says: "detail", literals: [".rego:"], pattern: /^(?<file>\S+\.rego):$/, tool: "opa", class: "test-failure", pattern_name: "opa_test_failures", read: ({ file = "" }) => ({ message: file }) },
  { id: "opa-test", says: "problem", literals: [": FAIL (", ": ERROR ("], pattern: /^data\.(?<test>\S+): (?:FAIL|ERROR) \([\d.]+\S{1,3}\)$/, tool: "opa", class: "test-failure", pattern_name: "opa_test_failures", confidence: 0.97, read: ({ test = "" }, { latest }) => ({ tests: [`data.${test}`], ...fileAbove(latest) }) },
  { id: "opa-summary", says: "verdict", literals: ["FAIL: "], pattern: /^FAIL: [1-9]\d*\/\d+$/, tool: "opa", class: "test-failure", pattern_name: "opa_test_failures", before: 2, confidence: 0.9, read: (_groups, { at }) => (/^PASS: \d+\/\d+$/.test(at(-1) ?? "") || /^-{10,}$/.test(at(-1) ?? "") ? {} : null) },
  { id: "opa-error", says: "problem", literals: [": rego_"], pattern: /(?:^|[ :])(?<file>[^\s:]+\.rego):(?<line>\d+): (?<rule>rego_\w+): (?<message>.+)$/, tool: "opa", class: "build-error", pattern_name: "rego_compile_errors", confidence: 0.97, read: ({ file = "", line, rule = "", message }) => ({ kind: rule, places: [{ file, line, rule, message }], ...(message === undefined ? {} : { message }), ...(KINDS[rule] ?? {}) }) },
  { id: "opa-fmt", says: "problem", literals: ["unexpected diff"], pattern: /^(?:error: )?unexpected diff$/, tool: "opa", class: "format", pattern_name: "opa_unformatted", before: 20, confidence: 0.9, read: (_groups, { at }) => ({ files: listedAbove(at) }) },
  { id: "conftest", says: "problem", literals: ["FAIL - "], pattern: /^FAIL - (?<file>\S+) - (?<rule>[\w.]+) - (?<message>.+)$/, tool: "conftest", class: "lint", pattern_name: "conftest_failures", confidence: 0.96 },
  { id: "conftest-summary", says: "verdict", literals: afterNumber(" exceptions", " exception"), pattern: /^\d+ tests?, \d+ passed, \d+ warnings?, [1-9]\d* failures?, \d+ exceptions?$/, tool: "conftest", class: "lint", pattern_name: "conftest_failures", confidence: 0.97 },
];

function fileAbove(latest: Surroundings["latest"]): Pick<Finding, "files"> {
  const file = latest("opa-file")?.message;
  return file === undefined ? {} : { files: [file] };
}

/** `opa fmt --list --fail` names the files above its last line. */
function listedAbove(at: Surroundings["at"]): readonly string[] {
  const files: string[] = [];
  for (let offset = -1; offset >= -20; offset--) {
    const text = at(offset);
    if (text === null || !/^\S+\.rego$/.test(text)) break;
    files.unshift(text);
  }
  return files;
}
