/** A candidate of a repository's own skill, replayed with the real program and the real tool over what `regreen fix` recorded, and over the skill's example. */
import { afterEach, expect, jest, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { sandbox } from "../../execution/workshop.ts";
import { eslintConfig, eslintLog, openDesk, type Desk, type ProgramRun } from "../program.ts";

jest.setTimeout(120_000);
let desk: Desk;
afterEach(() => desk.remove());

const unconfined = sandbox.kind === "none" ? ["--unsafe-no-sandbox"] : [];
const folder = ".github/skills/our-lint";
const eslint = ["npx", "--no-install", "eslint", "--fix", "{files}"];
const document = (version: string, fix: readonly (readonly string[])[] = [eslint]): string => `---
name: our-lint
description: Turns var into const where this repository's ESLint asks for it.
---

## Contract

\`\`\`yaml
version: ${version}
complexity: 1
handles: [{class: lint, tool: eslint}]
files: {allow: ["**/*.js"]}
actions: {allow: [modify_text, change_syntax_tree]}
fix: ${JSON.stringify(fix)}
post_check: [["npx", "--no-install", "eslint", "{files}"]]
limits: {seconds: 60, memory_mb: 1024, output_mb: 4, network: none}
\`\`\`

## Fix

\`\`\`sh
${fix.map((argv) => argv.join(" ")).join("\n")}
\`\`\`

## Post-check

\`\`\`sh
npx --no-install eslint {files}
\`\`\`
`;
const code = "var a = 1\nexport { a }\n";
const example = JSON.stringify({ kind: "repair", title: "A var", command: "npx eslint src", tool: "eslint", tool_version: "9.0.0", configuration: { skills: { disable: ["eslint-fix"] } } });
const exampleFiles = (name: string, comment: string): Record<string, string> => ({
  [`${folder}/examples/${name}/case.json`]: example, [`${folder}/examples/${name}/failure.log`]: eslintLog("/home/runner/work/hello/hello", "src/app.js"),
  [`${folder}/examples/${name}/before/src/app.js`]: code + comment, [`${folder}/examples/${name}/before/eslint.config.mjs`]: eslintConfig,
  [`${folder}/examples/${name}/after/src/app.js`]: `const a = 1\nexport { a }\n${comment}`, [`${folder}/examples/${name}/after/eslint.config.mjs`]: eslintConfig,
});
const files: Record<string, string> = {
  "src/app.js": code, "eslint.config.mjs": eslintConfig, ".github/regreen.yml": "version: 1\nskills: {disable: [eslint-fix]}\n",
  [`${folder}/SKILL.md`]: document("1.0.0"), ...exampleFiles("var", ""), ...exampleFiles("var-above", "// below\n"), ...exampleFiles("var-twice", "// twice\n"),
};

/** The candidate's folder; each failure is met with other uncommitted text, so that each is a recording of its own. */
async function openRecorded(failures: number): Promise<void> {
  desk = openDesk(files);
  for (let index = 0; index < failures; index += 1) {
    desk.write("src/app.js", `${code}// ${index}\n`);
    expect((await desk.fix([], { input: eslintLog(desk.checkout, "src/app.js") })).code).toBe(1);
  }
}

const replay = (...more: string[]): Promise<ProgramRun> => desk.regreen(["replay", "--skill", "our-lint", "--candidate", "candidate", ...unconfined, ...more]);

test("a candidate that does the same is accepted and promoted, sworn to with the report; the history keeps it; the checkout and the temporary folder are as before", async () => {
  await openRecorded(2);
  desk.write("candidate/SKILL.md", document("1.1.0"));
  const [before, rooms] = [desk.picture(), readdirSync(tmpdir()).filter((name) => name.startsWith("regreen-replay-"))];
  const run = await replay();
  expect([run.code, run.stderr.split("\n").filter((line) => line.startsWith("5/5 "))]).toEqual([0, [expect.stringContaining("fixed → fixed")]]);
  expect(run.stdout).toContain("candidate  5 fixed, 0 wrongly changed, 0 refused");
  expect(run.stdout).toMatch(/Accepted \(replay_\w+\): our-lint 1\.1\.0 is promoted in local\/checkout; the ledger has the entry\./);
  const entries = (await desk.regreen(["ledger", "show", "--json"])).stdout.split("\n").filter((line) => line.includes("standing_changed")).map((line) => JSON.parse(line) as object);
  expect(entries).toMatchObject([{ kind: "standing_changed", payload: { skill: "our-lint", version: "1.1.0", from: "candidate", to: "promoted" }, evidence: [{ path: expect.stringMatching(/^replays\/replay_/) }] }]);
  expect((await desk.regreen(["ledger", "verify"])).code).toBe(0);
  const history = (await desk.regreen(["replay", "--history", "--json"])).stdout.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as object);
  expect(history).toMatchObject([{ skill: "our-lint", accepted: true, reasons: [], cases: { length: 5 } }]);
  expect([desk.picture(), readdirSync(tmpdir()).filter((name) => name.startsWith("regreen-replay-"))]).toEqual([before, rooms]);
});

test("one that changes more than was right, and one over too few failures or in too little time, are refused; none is promoted, all are kept", async () => {
  await openRecorded(1);
  desk.write("candidate/SKILL.md", document("1.1.0", [eslint, ["npx", "--no-install", "prettier", "--write", "{files}"]]));
  const wrong = await replay("--json");
  const reasons = ["4 failures were replayed, and at least 5 are needed to judge a version", expect.stringMatching(/^4 wrongly changed: /), "0 fixed, and 4 were before"];
  expect([wrong.code, JSON.parse(wrong.stdout)]).toEqual([3, expect.objectContaining({ accepted: false, promoted: null, reasons: expect.arrayContaining(reasons) })]);
  const late = await replay("--seconds", "1");
  expect([late.code, late.stdout]).toEqual([3, expect.stringContaining("not reached in time")]);
  expect((await desk.regreen(["replay", "--history"])).stdout.split("\n").filter((line) => line.includes("refused"))).toHaveLength(2);
  expect((await desk.regreen(["ledger", "show", "--json"])).stdout).not.toContain("standing_changed");
});

test("stopped in the middle, nothing is kept; a mistake in the candidate is named by line and column", async () => {
  await openRecorded(0);
  desk.write("candidate/SKILL.md", document("1.1.0"));
  const stopped = await desk.regreen(["replay", "--skill", "our-lint", "--candidate", "candidate", ...unconfined], { terminateWhen: "1/3 " });
  expect([stopped.code, stopped.stderr]).toEqual([1, expect.stringContaining("stopped; nothing was kept")]);
  expect((await desk.regreen(["replay", "--history"])).stdout).toBe("No candidate was replayed yet.\n");
  desk.write("candidate/SKILL.md", document("1.1.0").replace("complexity: 1", "complexity: many"));
  const mistaken = await replay();
  expect([mistaken.code, mistaken.stderr]).toEqual([2, expect.stringMatching(/SKILL\.md:10:13: /)]);
});
