import { describe, expect, test } from "@jest/globals";
import { treeSitterSyntax } from "../../../src/adapters/syntax/read-syntax.ts";
import { checkPatch } from "../../../src/core/fix/check-patch.ts";
import { parsePatch } from "../../../src/core/fix/parse-patch.ts";
import { sealPlan, type FixPlan, type PlanStep } from "../../../src/core/fix/plan.ts";
import { renderPatch, type FileChange } from "../../../src/core/fix/render-patch.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import type { GitSha, RepositoryName } from "../../../src/core/identity/identifier.ts";
import type { Action } from "../../../src/core/skill/contract.ts";
import type { SkillName } from "../../../src/core/skill/skill.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");

function step(files: readonly string[], allow: readonly Action[], forbid: readonly Action[] = []): PlanStep {
  return {
    skill: { name: "prettier-write" as SkillName, version: "1.0.0", digest: digestOf("") }, files: [...files], fix: [["x"]], post_check: [["x"]],
    may_touch: { allow: ["**/*.{js,py,go,json,md,txt,css,yml,sum,lock}"], deny: ["dist/**"], max_files: 2, max_changed_lines: 20 },
    actions: { allow: [...allow], forbid: [...forbid] }, limits: { seconds: 1, memory_mb: 1, output_mb: 1, network: "none" },
  };
}

function planOf(...steps: PlanStep[]): FixPlan {
  return sealPlan({ version: 1, repo: "octo/hello" as RepositoryName, base_sha: "a".repeat(40) as GitSha, steps, nonce: "0".repeat(32) });
}

async function rules(plan: FixPlan, changes: readonly Partial<FileChange>[], alsoProtected: readonly string[] = []): Promise<readonly string[]> {
  const full = changes.map((change): FileChange => ({ path: "src/a.js", before: bytes("a\n"), after: bytes("b\n"), beforeMode: "100644", afterMode: "100644", ...change }));
  const baseModes = new Map(full.flatMap((change) => (change.before === null ? [] : [[change.path, change.beforeMode] as const])));
  const check = await checkPatch({ plan, patch: parsePatch(renderPatch(full)), base: new Map(full.map((change) => [change.path, change.before])), baseModes, syntax: treeSitterSyntax, alsoProtected });
  return check.violations.map((violation) => `${violation.rule} ${/`(\w+)`/.exec(violation.message)?.[1] ?? ""}`.trim());
}

const formatter = (...files: string[]): FixPlan => planOf(step(files, ["modify_text"], ["change_syntax_tree", "modify_imports"]));

test("a formatter that formats is within its contract", async () => {
  expect(await rules(formatter("src/a.js"), [{ before: bytes("const a = {b:'c'}\n"), after: bytes('const a = { b: "c" };\n') }])).toEqual([]);
});

describe("a lying tool that", () => {
  test.each<[string, FixPlan, Partial<FileChange>, readonly string[]]>([
    ["changes the logic under a formatter's contract", formatter("src/a.js"), { before: bytes("f(a && b);\n"), after: bytes("f(a || b);\n") }, ["action change_syntax_tree"]],
    ["changes an import under a formatter's contract", formatter("src/a.js"), { before: bytes('import a from "a";\n'), after: bytes('import a from "evil";\n') }, ["action modify_imports"]],
    ["trims white space inside a string", formatter("src/a.js"), { before: bytes("f(`a  \n`);\n"), after: bytes("f(`a\n`);\n") }, ["action change_syntax_tree"]],
    ["drops a comment", formatter("src/a.js"), { before: bytes("// keep\nf();\n"), after: bytes("f();\n") }, ["action modify_comments"]],
    ["drops a docstring", formatter("src/a.py"), { path: "src/a.py", before: bytes('def f():\n    """Why."""\n    g()\n'), after: bytes("def f():\n    g()\n") }, ["action modify_docstrings"]],
    ["breaks the syntax", formatter("src/a.js"), { before: bytes("f();\n"), after: bytes("f(;\n") }, ["action"]],
    ["adds a file", formatter("src/new.js"), { path: "src/new.js", before: null, after: bytes("f();\n") }, ["action add_file"]],
    ["deletes a file", formatter("src/a.js"), { before: bytes("f();\n"), after: null }, ["action delete_file"]],
    ["makes a file executable", formatter("src/a.js"), { after: bytes("a\n"), afterMode: "100755" }, ["action change_mode"]],
    ["changes a file outside the plan", formatter("src/a.js"), { path: "src/b.js" }, ["outside-plan"]],
    ["changes a file that the contract denies", formatter("dist/a.js"), { path: "dist/a.js" }, ["outside-contract"]],
    ["changes a file of another kind", formatter("run.sh"), { path: "run.sh" }, ["outside-contract"]],
    ["edits a workflow", formatter(".github/workflows/ci.yml"), { path: ".github/workflows/ci.yml" }, ["protected"]],
    ["edits CODEOWNERS", formatter("docs/CODEOWNERS"), { path: "docs/CODEOWNERS" }, ["protected"]],
    ["edits a lockfile", formatter("package-lock.json"), { path: "package-lock.json" }, ["protected"]],
    ["edits agent instructions", formatter("AGENTS.md"), { path: "AGENTS.md" }, ["protected"]],
    ["edits git attributes", formatter("sub/.gitattributes"), { path: "sub/.gitattributes" }, ["protected"]],
    ["edits registry settings", formatter(".npmrc"), { path: ".npmrc" }, ["protected"]],
    ["adds a script to package.json", formatter("package.json"), { path: "package.json", before: bytes('{"scripts":{}}\n'), after: bytes('{"scripts":{"postinstall":"evil"}}\n') }, ["action modify_manifest", "action change_syntax_tree"]],
    ["changes a value in YAML", formatter("a.yml"), { path: "a.yml", before: bytes("a: 1\n"), after: bytes("a: 2\n") }, ["action change_syntax_tree"]],
    ["rewrites a sentence of Markdown", formatter("a.md"), { path: "a.md", before: bytes("Do this.\n"), after: bytes("Do that.\n") }, ["action modify_comments"]],
    ["adds a secret", formatter("a.md"), { path: "a.md", before: bytes("a\n"), after: bytes("a AKIAABCDEFGHIJKLMNOP\n") }, ["secret", "action modify_comments"]],
    ["hides a direction override", formatter("src/a.js"), { before: bytes("f('a');\n"), after: bytes("f('\u202ea');\n") }, ["text-direction", "action change_syntax_tree"]],
    ["makes a text binary", planOf(step(["a.txt"], ["modify_text", "change_syntax_tree"])), { path: "a.txt", after: bytes("a\0b\n") }, ["binary"]],
    ["touches more than line 1", planOf(step(["a.py"], ["touch_line_1_only", "modify_comments"])), { path: "a.py", before: bytes("x = 1\n"), after: bytes("# coding: utf-8\nx = 1\n\n# b\n") }, ["action modify_text"]],
    ["changes too many lines", formatter("src/a.js"), { before: bytes("f(\n".repeat(1) + "1,\n".repeat(15) + ");\n"), after: bytes("f(\n" + "  1,\n".repeat(15) + ");\n") }, ["too-many-lines"]],
  ])("%s is found", async (_name, plan, change, expected) => {
    expect(await rules(plan, [change])).toEqual(expected);
  });
});

test("a lockfile is protected unless a step names it whose contract allows that; one that nobody here can read is refused all the same", async () => {
  const unread = { path: "Gemfile.lock", before: bytes("GEM\n  specs:\n    rake (13.2.1)\n"), after: bytes("GEM\n  specs:\n    rake (13.3.0)\n") };
  expect(await rules(planOf(step(["Gemfile.lock"], ["modify_text", "modify_lockfile", "change_syntax_tree"])), [unread])).toEqual(["lockfile-unreadable"]);
  const change = { path: "go.sum", before: bytes("a v1 h1:x\n"), after: bytes("a v1 h1:x\nb v1 h1:y\n") };
  expect(await rules(planOf(step(["go.sum"], ["modify_text", "modify_lockfile", "change_syntax_tree"])), [change])).toEqual([]);
  expect(await rules(planOf(step(["go.sum"], ["modify_text", "change_syntax_tree"])), [change])).toEqual(["protected"]);
  expect(await rules(planOf(step(["go.mod"], ["modify_text", "modify_lockfile", "change_syntax_tree"])), [change])).toEqual(["protected"]);
});

test("a formatter may lay out package.json anew", async () => {
  expect(await rules(formatter("package.json"), [{ path: "package.json", before: bytes('{"scripts":{"a":"b"}}\n'), after: bytes('{ "scripts": { "a": "b" } }\n') }])).toEqual([]);
});

test("the encoding of a file may change while its text stays", async () => {
  expect(await rules(formatter("a.py"), [{ path: "a.py", before: Buffer.from("x = 'caf\xe9'\n", "latin1"), after: bytes("x = 'café'\n") }])).toEqual([]);
});

test("one line put before the first is within line 1", async () => {
  const plan = planOf(step(["a.py"], ["touch_line_1_only", "modify_comments"]));
  expect(await rules(plan, [{ path: "a.py", before: bytes("x = 1\n"), after: bytes("# -*- coding: utf-8 -*-\nx = 1\n") }])).toEqual([]);
});

test("an action that one of two steps allows is allowed to the file of both", async () => {
  const plan = planOf(step(["src/a.js"], ["modify_text", "change_syntax_tree"]), step(["src/a.js"], ["modify_text"], ["change_syntax_tree"]));
  expect(await rules(plan, [{ before: bytes("var a = 1;\n"), after: bytes("const a = 1;\n") }])).toEqual([]);
});

test("a third file is one too many", async () => {
  const paths = ["a.js", "b.js", "c.js"];
  expect(await rules(formatter(...paths), paths.map((path) => ({ path, before: bytes("f( );\n"), after: bytes("f();\n") })))).toEqual(["too-many-files"]);
});

test("what the repository protects is protected", async () => {
  expect(await rules(formatter("legal/a.js"), [{ path: "legal/a.js", before: bytes("f( );\n"), after: bytes("f();\n") }], ["legal/**"])).toEqual(["protected"]);
});

describe("modes", () => {
  const change: FileChange = { path: "src/a.js", before: bytes("f( );\n"), after: bytes("f();\n"), beforeMode: "100755", afterMode: "100755" };
  const check = (made: FileChange, baseMode: "100644" | "100755", plan = formatter("src/a.js")) => checkPatch({
    plan, patch: parsePatch(renderPatch([made])), base: new Map([[made.path, made.before]]), baseModes: new Map([[made.path, baseMode]]), syntax: treeSitterSyntax, alsoProtected: [],
  });

  test("an executable file stays executable, though a patch of its content does not say so", async () => {
    expect(await check(change, "100755")).toMatchObject({ violations: [], files: [{ mode: "100755" }] });
  });

  test("a plain file stays plain", async () => {
    expect((await check({ ...change, beforeMode: "100644", afterMode: "100644" }, "100644")).files).toMatchObject([{ mode: "100644" }]);
  });

  test("a patch that states another mode than the base has does not fit it", async () => {
    await expect(check({ ...change, beforeMode: "100644", afterMode: "100755" }, "100755")).rejects.toMatchObject({ code: "patch-invalid", message: expect.stringContaining("the base has 100755") });
    await expect(check({ ...change, after: null }, "100644")).rejects.toMatchObject({ code: "patch-invalid" });
  });

  test("a mode that changes and is stated truly is an action like any other", async () => {
    const made: FileChange = { ...change, after: change.before, beforeMode: "100755", afterMode: "100644" };
    expect((await check(made, "100755")).violations).toMatchObject([{ rule: "action", message: expect.stringContaining("change_mode") }]);
    const allowing = planOf(step(["src/a.js"], ["modify_text", "change_mode"]));
    expect(await check(made, "100755", allowing)).toMatchObject({ violations: [], files: [{ mode: "100644" }] });
  });
});
