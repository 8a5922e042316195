/** D18: a check can be turned green by asking it less. No skill may do so, whatever its contract allows otherwise. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import { treeSitterSyntax } from "../../src/adapters/syntax/read-syntax.ts";
import { checkPatch } from "../../src/core/fix/check-patch.ts";
import { parsePatch } from "../../src/core/fix/parse-patch.ts";
import { sealPlan } from "../../src/core/fix/plan.ts";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import type { GitSha, RepositoryName } from "../../src/core/identity/identifier.ts";
import type { Skill } from "../../src/core/skill/skill.ts";

let skills: readonly Skill[];
beforeAll(async () => { skills = await loadSkills(builtInSkillsFolder()); });

/** What our own check says of such a change, made under the widest built-in contract there is for it. */
async function judge(path: string, before: string, after: string): Promise<readonly string[]> {
  const name = path.endsWith(".py") || path.endsWith(".sh") || path.endsWith(".go") || path.endsWith(".rs") || path.endsWith(".java") ? "utf8-reencode" : "eslint-fix";
  const skill = skills.find((one) => one.name === name);
  if (skill === undefined) throw new Error(`no ${name}`);
  const { contract } = skill;
  const plan = sealPlan({
    version: 1, repo: "octo/hello" as RepositoryName, base_sha: "a".repeat(40) as GitSha, nonce: "0".repeat(32),
    steps: [{ skill: { name: skill.name, version: contract.version, digest: skill.digest }, files: [path], fix: contract.fix, post_check: contract.post_check, may_touch: contract.files, actions: contract.actions, limits: contract.limits }],
  });
  const change = { path, before: Buffer.from(before), after: Buffer.from(after), beforeMode: "100644", afterMode: "100644" } as const;
  const { violations } = await checkPatch({ plan, patch: parsePatch(renderPatch([change])), base: new Map([[path, change.before]]), baseModes: new Map([[path, "100644"]]), syntax: treeSitterSyntax, alsoProtected: [] });
  return violations.map(({ rule }) => rule);
}

const js = 'import { expect, test } from "@jest/globals";\ntest("adds", () => {\n  expect(1 + 1).toBe(2);\n  expect(2 + 2).toBe(4);\n});\n';
const py = "import pytest\n\ndef test_adds():\n    assert 1 + 1 == 2\n    assert 2 + 2 == 4\n";

describe("is refused for that alone", () => {
  test.each<readonly [string, string, string, (text: string) => string]>([
    ["a test is skipped", "test/a.test.js", js, (text) => text.replace('test("', 'test.skip("')],
    ["another test is run alone", "test/a.test.js", js, (text) => text.replace('test("', 'test.only("')],
    ["a test is marked as one to do", "test/a.test.js", js, (text) => text.replace('test("adds", () => {', 'test.todo("adds"); (() => {').replace("});\n", "})();\n")],
    ["a test gets the name of a skipped one", "test/a.test.js", js, (text) => text.replace('test("', 'xtest("')],
    ["a test is expected to fail", "test/a.test.js", js, (text) => text.replace('test("', 'test.failing("')],
    ["a test is skipped by an option", "test/a.test.js", js, (text) => text.replace('"adds", ', '"adds", { skip: true }, ')],
    ["an assertion is taken out", "test/a.test.js", js, (text) => text.replace("  expect(2 + 2).toBe(4);\n", "")],
    ["an assertion becomes a remark", "test/a.test.js", js, (text) => text.replace("expect(2 + 2).toBe(4)", "void (2 + 2)")],
    ["all assertions go", "test/a.test.js", js, () => 'test("adds", () => {});\n'],
    ["a test is taken out", "test/a.test.js", `${js}test("holds", () => {});\n`, () => js],
    ["a linter is switched off for a line", "src/a.js", "var a = 1;\n", (text) => `// eslint-disable-next-line no-var\n${text}`],
    ["a linter is switched off for a file", "src/a.js", "var a = 1;\n", (text) => `/* eslint-disable */\n${text}`],
    ["the compiler is told to look away", "src/a.ts", "const a: number = x;\n", (text) => `// @ts-ignore\n${text}`],
    ["the compiler is told to expect it", "src/a.ts", "const a: number = x;\n", (text) => `// @ts-expect-error\n${text}`],
    ["a file is not checked at all", "src/a.ts", "const a: number = x;\n", (text) => `// @ts-nocheck\n${text}`],
    ["a formatter is told to look away", "src/a.js", "f( );\n", (text) => `// prettier-ignore\n${text}`],
    ["a branch is taken out of the coverage", "src/a.js", "f();\n", (text) => `/* istanbul ignore next */\n${text}`],
    ["a threshold is lowered", "jest.config.js", "export const coverageThreshold = { global: { lines: 90 } };\n", (text) => text.replace("90", "10")],
    ["a failure is swallowed in JavaScript", "src/run.js", "run(\"npm test\");\n", () => "run(\"npm test || true\");\n"],
    ["a Python test is skipped", "tests/test_a.py", py, (text) => text.replace("def test", "@pytest.mark.skip\ndef test")],
    ["a Python test is expected to fail", "tests/test_a.py", py, (text) => text.replace("def test", "@pytest.mark.xfail\ndef test")],
    ["a Python test skips itself", "tests/test_a.py", py, (text) => text.replace("    assert 1 + 1 == 2\n", "    pytest.skip()\n    assert 1 + 1 == 2\n")],
    ["a Python assertion goes", "tests/test_a.py", py, (text) => text.replace("    assert 2 + 2 == 4\n", "")],
    ["a Python test is renamed", "tests/test_a.py", py, (text) => text.replace("def test_adds", "def adds")],
    ["flake8 is told to look away", "a.py", "import os\n", (text) => text.replace("os", "os  # noqa")],
    ["mypy is told to look away", "a.py", "a = b\n", (text) => text.replace("b", "b  # type: ignore")],
    ["pylint is told to look away", "a.py", "a = b\n", (text) => `# pylint: disable=all\n${text}`],
    ["code is taken out of Python's coverage", "a.py", "a = b\n", (text) => text.replace("b", "b  # pragma: no cover")],
    ["a script swallows its failure", "test.sh", "npm test\n", () => "npm test || true\n"],
    ["a script goes on after failures", "test.sh", "npm test\n", (text) => `set +e\n${text}`],
    ["a Go test skips itself", "a_test.go", "func TestA(t *testing.T) {\n\tt.Fatal(1)\n}\n", (text) => text.replace("{\n", "{\n\tt.Skip()\n")],
    ["a Go linter is told to look away", "a.go", "f()\n", (text) => text.replace("f()", "f() //nolint")],
    ["a Java test is disabled", "A.java", "@Test void a() {}\n", (text) => `@Disabled ${text}`],
    ["a Rust lint is allowed", "a.rs", "fn a() {}\n", (text) => `#[allow(dead_code)]\n${text}`],
  ])("%s", async (_what, path, before, cheat) => {
    expect([...new Set(await judge(path, before, cheat(before)))]).toEqual(["neutered"]);
  });
});

describe("is not refused", () => {
  test.each<readonly [string, string, string, string]>([
    ["what eslint mends in a test", "test/a.test.js", js.replace("test(", "var a = 1;\ntest("), js.replace("test(", "const a = 1;\ntest(")],
    ["a suppression that is not needed any more", "src/a.js", "// eslint-disable-next-line no-var\nconst a = 1;\n", "const a = 1;\n"],
    ["a regular expression that becomes a plain call", "src/a.js", "if (/^a/.test(b)) f();\n", "if (b.startsWith(\"a\")) f();\n"],
    ["a test that is added", "test/a.test.js", js, `${js}test("more", () => { expect(3).toBe(3); });\n`],
    ["a default value that moves to another line", "src/a.js", "const a = b ||\n  true;\n", "const a = b || true;\n"],
  ])("%s", async (_what, path, before, after) => {
    expect(await judge(path, before, after)).toEqual([]);
  });
});
