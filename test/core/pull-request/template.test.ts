import { expect, test } from "@jest/globals";
import { parseConfiguration } from "../../../src/core/configuration/parse-configuration.ts";
import { fillBranch, fillText } from "../../../src/core/pull-request/template.ts";

const parse = (text: string): unknown => parseConfiguration(new TextEncoder().encode(`version: 1\npull_request:\n  ${text}\n`));

test.each([
  ["title: \"{what}\"", ".github/regreen.yml:3:10: pull_request.title: has {what}; it may have {title}, {failures}, {skills}, {branch}, {fix}"],
  ["commit: \"one\\ntwo\"", "pull_request.commit: is one line"],
  ["branch: \"bot/{fix}\"", "pull_request.branch: begins with regreen/"],
  ["branch: \"regreen/same\"", "names {fix}, so that no two repairs share a branch"],
  ["branch: \"regreen/evidence/{fix}\"", "begins with regreen/"],
  ["branch: \"regreen/../{fix}\"", "begins with regreen/"],
  ["branch: \"regreen/{fix}.lock\"", "ends no part with .lock"],
  ["branch: \"regreen/{repo}-{fix}\"", "has {repo}; it may have {fix}, {skill}, {branch}"],
  ["assignees: [\"@octocat\"]", "is no login of GitHub's"],
  ["close_after_days: 0", "Too small"],
])("%s is named with what would be right", (text, message) => {
  expect(() => parse(text)).toThrow(message);
});

test("a chat is named in capitals, and no other variable can be named", () => {
  const named = (name: string): unknown => parseConfiguration(new TextEncoder().encode(`version: 1\nannounce: {webhook_secret_name: ${name}}\n`));
  expect(() => named("TEAM_CHAT")).not.toThrow();
  expect(() => named("../PRIVATE_KEY")).toThrow("is a name in capitals, such as TEAM_CHAT: the operator sets REGREEN_ANNOUNCE_TEAM_CHAT");
});

test("what is filled in closes nothing, mentions nobody, and is one line of a bounded length", () => {
  const values = { title: "Fix ESLint", failures: "ESLint", skills: "eslint-fix 1.2.0", branch: "fixes #1 @octocat\n\nCloses #2", fix: "fix_1" };
  expect(fillText("ci: {title} on {branch} {title}", values)).toBe("ci: Fix ESLint on fixes no. 1 (at)octocat Closes no. 2 Fix ESLint");
  expect([...fillText("{branch}", { ...values, branch: "x".repeat(999) })].length).toBe(200);
});

test("a value that has braces is not filled in again", () => {
  expect(fillText("{branch}", { title: "SECRET", failures: "", skills: "", branch: "{title}", fix: "" })).toBe("{title}");
});

test("what git would not take of a branch's name becomes a hyphen", () => {
  expect(fillBranch("regreen/{skill}/{branch}-{fix}", { fix: "fix_1", skill: "eslint-fix", branch: "feature/..~^:?*[ @{x}.lock" })).toBe("regreen/eslint-fix/feature-x-lock-fix_1");
  expect(fillBranch("regreen/{branch}/{fix}", { fix: "fix_1", skill: "s", branch: "///" })).toBe("regreen/x/fix_1");
});
