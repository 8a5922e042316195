/** A repository's own skills on the command line: begun, checked, tested, and counted once they are on the default branch. The real program. */
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { eslintConfig, eslintLog, openDesk, type Desk } from "../cli/program.ts";
import { sandbox } from "../execution/workshop.ts";

jest.setTimeout(60_000);
let desk: Desk;
afterEach(() => desk.remove());

const unconfined = sandbox.kind === "none" ? ["--unsafe-no-sandbox"] : [];
const code = "var a = 1\nexport { a }\n";
const folder = ".github/skills/our-lint";
const document = (post: string): string => `---
name: our-lint
description: Turns var into const where this repository's ESLint asks for it.
---

## Contract

\`\`\`yaml
version: 1.0.0
complexity: 1
handles: [{class: lint, tool: eslint}]
files: {allow: ["**/*.js"]}
actions: {allow: [modify_text, change_syntax_tree]}
fix: [["npx", "--no-install", "eslint", "--fix", "{files}"]]
post_check: [["npx", "--no-install", "eslint", "{files}"]]
limits: {seconds: 60, memory_mb: 1024, output_mb: 4, network: none}
\`\`\`

## Fix

\`\`\`sh
npx --no-install eslint --fix {files}
\`\`\`

## Post-check

\`\`\`sh
${post}
\`\`\`
`;
const caseOf = (kind: string): string => `${JSON.stringify({ kind, title: "A var", command: "npx eslint src", tool: "eslint", tool_version: "9.0.0" }, null, 2)}\n`;
// A repository that has its own skill turns the built-in one off.
const configuration = "version: 1\nskills: {disable: [eslint-fix]}\n";
const files = (log: string): Record<string, string> => ({
  [`${folder}/SKILL.md`]: document("npx --no-install eslint {files}"), [`${folder}/examples/var/case.json`]: caseOf("repair"), [`${folder}/examples/var/failure.log`]: log,
  [`${folder}/examples/var/before/src/app.js`]: code, [`${folder}/examples/var/before/eslint.config.mjs`]: eslintConfig,
  [`${folder}/examples/var/after/src/app.js`]: "const a = 1\nexport { a }\n", [`${folder}/examples/var/after/eslint.config.mjs`]: eslintConfig,
});
const openOwn = (): Desk => openDesk({ "src/app.js": code, "eslint.config.mjs": eslintConfig, ".github/regreen.yml": configuration, ...files(eslintLog("/home/runner/work/hello/hello", "src/app.js")) });

describe("regreen skills", () => {
  test("new begins a skill whose contract is right, and writes over nothing", async () => {
    desk = openDesk({ "a.txt": "" });
    expect((await desk.regreen(["skills", "new", "our-tool"])).code).toBe(0);
    expect((await desk.regreen(["skills", "check"])).stdout).toBe("1 skill is right: our-tool\n");
    const again = await desk.regreen(["skills", "new", "our-tool"]);
    expect([again.code, again.stderr.includes("is there already")]).toEqual([2, true]);
    expect((await desk.regreen(["skills", "new", "gofmt"])).stderr).toContain("gofmt is the name of a built-in skill");
  });

  test("check names every mistake by file, line and column", async () => {
    desk = openOwn();
    desk.write(`${folder}/SKILL.md`, document("npx --no-install eslint .").replace("complexity: 1", "complexity: many"));
    desk.write(`${folder}/examples/var/case.json`, caseOf("refuse"));
    desk.write(".github/skills/gofmt/SKILL.md", "");
    const run = await desk.regreen(["skills", "check"]);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain(`${folder}/SKILL.md:10:13: `);
    expect(run.stdout).toContain(`.github/skills/gofmt/SKILL.md:1:1: gofmt is the name of a built-in skill`);
    expect(run.stdout).toMatch(/examples\/var\/case\.json:\d+:\d+: /);
  });

  test("test runs the examples with the real tool: one that holds, and one whose after/ is wrong", async () => {
    desk = openOwn();
    desk.write(".github/regreen.yml", configuration);
    const example = JSON.parse(caseOf("repair")) as object;
    desk.write(`${folder}/examples/var/case.json`, JSON.stringify({ ...example, configuration: { skills: { disable: ["eslint-fix"] } } }));
    const good = await desk.regreen(["skills", "test", ...unconfined]);
    expect([good.code, good.stdout]).toEqual([0, expect.stringMatching(/^our-lint var: holds \(\d/)]);
    desk.write(`${folder}/examples/var/after/src/app.js`, "let a = 1\nexport { a }\n");
    const bad = await desk.regreen(["skills", "test", ...unconfined]);
    expect([bad.code, bad.stdout]).toEqual([1, "our-lint var: not as in after/: src/app.js\n"]);
  });
});

test("an own skill of the default branch is a candidate: fix keeps its patch, and counts it; what only the working tree holds is not run", async () => {
  desk = openOwn();
  const run = await desk.fix([], { input: eslintLog(desk.checkout, "src/app.js") });
  expect([run.code, run.stdout]).toEqual([1, expect.stringContaining("our-lint is a candidate here (0 of 10 successes)")]);
  expect(desk.read("src/app.js")).toBe(code);
  const shown = await desk.regreen(["skills", "show", "our-lint"]);
  expect(shown.stdout).toContain("Standing: candidate: 1 of 10 successes\nNext: promoted after 9 more successes; until then its patches are kept, and nothing is proposed\n");
  const execution = /regreen apply (exec_\w+)/.exec(run.stdout)?.[1] ?? "";
  expect((await desk.regreen(["apply", execution, ...unconfined])).code).toBe(0);
  expect(desk.read("src/app.js")).toBe("const a = 1\nexport { a }\n");
  desk.write(".github/skills/other/SKILL.md", document("npx --no-install eslint {files}").replace("name: our-lint", "name: other"));
  expect((await desk.regreen(["skills"])).stdout).not.toContain("other");
});

test("schema prints what an editor completes", async () => {
  desk = openDesk({ "a.txt": "" });
  const schema = JSON.parse((await desk.regreen(["schema", "configuration"])).stdout) as { properties: Record<string, unknown>; additionalProperties: boolean };
  expect([Object.keys(schema.properties), schema.additionalProperties]).toEqual([expect.arrayContaining(["version", "react", "fix", "skills", "policies"]), false]);
  expect(JSON.parse((await desk.regreen(["schema", "contract"])).stdout)).toMatchObject({ required: expect.arrayContaining(["version", "handles", "post_check"]) });
});
