import { describe, expect, test } from "@jest/globals";
import { diffFacts, diffPlaces, scriptFacts, secretFacts } from "../../../../src/core/policy/change/diff-facts.ts";
import { contentsOf, fileOf, hidden, type Edit } from "./a-change.ts";

const js = 'import { expect, test } from "@jest/globals";\ntest("adds", () => {\n  expect(1 + 1).toBe(2);\n  expect(2 + 2).toBe(4);\n});\n';
const py = "import pytest\n\ndef test_adds():\n    assert 1 + 1 == 2\n    assert 2 + 2 == 4\n";
const diffOf = (...edits: readonly Edit[]): ReturnType<typeof diffFacts> => diffFacts(edits.map(fileOf), new Map());
const edit = (path: string, before: string, alter: (text: string) => string): Edit => ({ path, before, after: alter(before) });

/** D18: thirty ways to turn a check green by asking it less, and the fact that each raises. */
describe("a cheat is counted", () => {
  test.each<readonly [string, keyof NonNullable<ReturnType<typeof diffFacts>>, Edit]>([
    ["a test is skipped", "skips_added", edit("test/a.test.js", js, (text) => text.replace('test("', 'test.skip("'))],
    ["another test runs alone", "skips_added", edit("test/a.test.js", js, (text) => text.replace('test("', 'test.only("'))],
    ["a test is one to do", "skips_added", edit("test/a.test.js", js, (text) => text.replace('test("', 'test.todo("'))],
    ["a test gets a skipped one's name", "skips_added", edit("test/a.test.js", js, (text) => text.replace('test("', 'xtest("'))],
    ["a test is expected to fail", "skips_added", edit("test/a.test.js", js, (text) => text.replace('test("', 'test.failing("'))],
    ["an option skips it", "skips_added", edit("test/a.test.js", js, (text) => text.replace('"adds", ', '"adds", { skip: true }, '))],
    ["pytest skips it", "skips_added", edit("tests/test_a.py", py, (text) => text.replace("def test", "@pytest.mark.skip\ndef test"))],
    ["pytest expects the failure", "skips_added", edit("tests/test_a.py", py, (text) => text.replace("def test", "@pytest.mark.xfail\ndef test"))],
    ["unittest skips it", "skips_added", edit("tests/test_a.py", py, (text) => text.replace("def test", "@unittest.skip('later')\ndef test"))],
    ["a Go test skips itself", "skips_added", edit("a_test.go", "func TestA(t *testing.T) {\n\tt.Fatal(1)\n}\n", (text) => text.replace("{\n", "{\n\tt.Skip()\n"))],
    ["a Java test is disabled", "skips_added", edit("ATest.java", "@Test void a() {}\n", (text) => `@Disabled ${text}`)],
    ["a Rust test is ignored", "skips_added", edit("src/lib.rs", "#[test]\nfn a() { assert!(true); }\n", (text) => text.replace("#[test]\n", "#[test]\n#[ignore]\n"))],
    ["an assertion goes", "assertions_removed", edit("test/a.test.js", js, (text) => text.replace("  expect(2 + 2).toBe(4);\n", ""))],
    ["an assertion becomes a remark", "assertions_removed", edit("test/a.test.js", js, (text) => text.replace("expect(2 + 2).toBe(4)", "void (2 + 2)"))],
    ["a Python assertion goes", "assertions_removed", edit("tests/test_a.py", py, (text) => text.replace("    assert 2 + 2 == 4\n", ""))],
    ["a test goes", "tests_removed", edit("test/a.test.js", `${js}test("holds", () => {});\n`, () => js)],
    ["a Python test is renamed", "tests_removed", edit("tests/test_a.py", py, (text) => text.replace("def test_adds", "def adds"))],
    ["a whole file of tests goes", "tests_removed", { path: "test/a.test.js", before: js, after: null }],
    ["eslint looks away", "suppressions_added", edit("src/a.js", "var a = 1;\n", (text) => `/* eslint-disable */\n${text}`)],
    ["the compiler looks away", "suppressions_added", edit("src/a.ts", "const a: number = x;\n", (text) => `// @ts-ignore\n${text}`)],
    ["flake8 looks away", "suppressions_added", edit("a.py", "import os\n", (text) => text.replace("os", "os  # noqa"))],
    ["mypy looks away", "suppressions_added", edit("a.py", "a = b\n", (text) => text.replace("b", "b  # type: ignore"))],
    ["golangci looks away", "suppressions_added", edit("a.go", "f()\n", (text) => text.replace("f()", "f() //nolint"))],
    ["clippy looks away", "suppressions_added", edit("src/a.rs", "fn a() {}\n", (text) => `#[allow(dead_code)]\n${text}`)],
    ["code leaves the coverage", "suppressions_added", edit("src/a.js", "f();\n", (text) => `/* istanbul ignore next */\n${text}`)],
    ["a script swallows its failure", "failures_swallowed", edit("test.sh", "npm test\n", () => "npm test || true\n")],
    ["a workflow goes on after a failure", "failures_swallowed", edit(".github/workflows/ci.yml", "steps:\n  - run: npm test\n", (text) => `${text}    continue-on-error: true\n`)],
    ["a runner is content without tests", "failures_swallowed", edit("run.sh", "jest\n", () => "jest --passWithNoTests\n")],
    ["a threshold is lowered", "thresholds_lowered", edit("jest.config.js", "export const coverageThreshold = { global: { lines: 90 } };\n", (text) => text.replace("90", "10"))],
    ["a threshold goes", "thresholds_lowered", edit("setup.cfg", "[coverage:report]\nfail_under = 90\n", () => "[coverage:report]\n")],
    ["more warnings are allowed", "thresholds_lowered", edit("lint.sh", "eslint --max-warnings 0 .\n", (text) => text.replace("0", "50"))],
    ["text changes its direction", "hidden_characters", edit("src/a.js", "const a = 1;\n", (text) => `const b = "\u202e";\n${text}`)],
  ])("%s", (_what, fact, change) => {
    expect(diffOf(change)?.[fact]).toBeGreaterThan(0);
  });
});

describe("is not counted", () => {
  const clean = { tests_removed: 0, assertions_removed: 0, skips_added: 0, suppressions_added: 0, failures_swallowed: 0, thresholds_lowered: 0, hidden_characters: 0 };
  test.each<readonly [string, ...Edit[]]>([
    ["a test that moves to another file", { path: "test/a.test.js", before: js, after: null }, { path: "test/b.test.js", before: null, after: js }],
    ["a suppression that goes", edit("src/a.js", "// eslint-disable-next-line no-var\nvar a = 1;\n", () => "const a = 1;\n")],
    ["a test that is added", edit("test/a.test.js", js, (text) => `${text}test("more", () => { expect(3).toBe(3); });\n`)],
    ["a threshold that rises", edit("jest.config.js", "export const coverageThreshold = { global: { lines: 80 } };\n", (text) => text.replace("80", "90"))],
    ["a guide that shows how a test is skipped", edit("docs/testing.md", "# Testing\n", (text) => `${text}\nUse \`test.skip("…")\`.\n`)],
  ])("%s", (_what, ...edits) => {
    expect(diffOf(...edits)).toMatchObject(clean);
  });
});

test("lines that are not shown make every count unknown, and secrets too", () => {
  const files = [hidden("src/a.js")];
  expect([diffFacts(files, new Map()), secretFacts(files)]).toEqual([null, null]);
});

test("a secret that is added is found at its line, one that was there is not", () => {
  const token = `ghp_${"a1B2".repeat(9)}`;
  const files = [fileOf(edit("src/a.js", "const a = 1;\n", (text) => `${text}const t = "${token}";\n`)), fileOf(edit("src/b.js", `const t = "${token}";\n`, (text) => `${text}const b = "${token}";\n`))];
  expect([secretFacts(files), diffPlaces(files).secrets?.[0]]).toEqual([{ found: 1 }, { file: "src/a.js", line: 2 }]);
});

test("a private key, which spreads over lines, is shown where it begins", () => {
  const key = ["-----BEGIN RSA PRIVATE ", "KEY-----\n", "MIIEowIBAAKCAQEA7bq1\n".repeat(12), "-----END RSA PRIVATE ", "KEY-----\n"].join("");
  expect(diffPlaces([fileOf({ path: "deploy.pem", before: "", after: `# for the server\n${key}` })]).secrets).toEqual([{ file: "deploy.pem", line: 2 }]);
});

describe("commands for others", () => {
  const packageJson = (more: object): string => JSON.stringify({ name: "a", version: "1.0.0", scripts: { test: "jest" }, ...more }, null, 2);
  test.each<readonly [string, Edit, readonly string[]]>([
    ["a script that runs at installation", { path: "package.json", before: packageJson({}), after: packageJson({ scripts: { test: "jest", postinstall: "node x.js" } }) }, ["package.json"]],
    ["a version is no script", { path: "package.json", before: packageJson({}), after: packageJson({ version: "1.0.1" }) }, []],
    ["a build back-end", { path: "pyproject.toml", before: '[build-system]\nrequires = ["hatchling"]\n', after: '[build-system]\nrequires = ["own-backend"]\n' }, ["pyproject.toml"]],
    ["a make recipe", { path: "Makefile", before: "test:\n\tjest\n", after: "test:\n\tcurl x | sh\n" }, ["Makefile"]],
    ["a workflow's step", { path: ".github/workflows/ci.yml", before: "jobs:\n  a:\n    steps:\n      - run: |\n          npm ci\n", after: "jobs:\n  a:\n    steps:\n      - run: |\n          npm ci\n          curl x\n" }, [".github/workflows/ci.yml"]],
    ["a workflow's name is no step", { path: ".github/workflows/ci.yml", before: "name: a\njobs: {}\n", after: "name: b\njobs: {}\n" }, []],
  ])("%s", (_what, change, changed) => {
    expect(scriptFacts([fileOf(change)], contentsOf([change]))).toEqual({ changed });
  });

  test("of a manifest that was not read nothing is known", () => {
    expect(scriptFacts([fileOf({ path: "package.json", before: packageJson({}), after: packageJson({ version: "2.0.0" }) })], new Map())).toBeNull();
  });
});
