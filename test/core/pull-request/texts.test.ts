import { describe, expect, test } from "@jest/globals";
import { check } from "prettier";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { PendingFix } from "../../../src/core/failure/pending-fix.ts";
import { sealPlan, FixPlan } from "../../../src/core/fix/plan.ts";
import { FixResult } from "../../../src/core/fix/result.ts";
import { ExecutionId, FixId, type GitSha } from "../../../src/core/identity/identifier.ts";
import { Timestamp } from "../../../src/core/identity/timestamp.ts";
import type { Verdict } from "../../../src/core/policy/verdict.ts";
import { announce } from "../../../src/core/pull-request/announcement.ts";
import { buildPullRequest, type PullRequestInput } from "../../../src/core/pull-request/build-pull-request.ts";
import { buildEscalation } from "../../../src/core/pull-request/escalation.ts";
import { buildModLogEntry, insertModLogEntry } from "../../../src/core/pull-request/mod-log.ts";
import { code, fenced, visible } from "../../../src/core/pull-request/neutral-text.ts";
import { buildPolicyCheck } from "../../../src/core/pull-request/policy-check.ts";

const failure = PendingFix.parse({
  fix_id: "fix_20261120_213000_k3f9", repo: "octo/hello", head_sha: "1a2b3c4".padEnd(40, "0"), check: "ci / lint", skill_id: "eslint-fix", pattern_name: "eslint_problems",
  failure_class: "lint", tool: "eslint", fingerprint: digestOf("f"), mps: { complexity: 1, importance: 3, deferability: 4, impact: 3, priority: "P2" },
  file_paths: ["src/app.js"], locations: [{ file: "src/app.js", line: 3, column: 7, rule: "semi", message: "Missing semicolon." }], failing_tests: [],
  error_snippet: "src/app.js\n  3:7  error  Missing semicolon  semi", fix_action: "eslint_fix", confidence: 0.95, status: "planned", assigned_to: null, standards: ["WSP 62"], timestamp: "2026-11-20T21:30:00Z",
});

const plan = sealPlan(FixPlan.omit({ plan_id: true }).parse({
  version: 1, repo: "octo/hello", base_sha: failure.head_sha, nonce: "0".repeat(32),
  steps: [{
    skill: { name: "eslint-fix", version: "1.2.0", digest: digestOf("s") }, files: ["src/app.js"], fix: [["npx", "--no-install", "eslint", "--fix", "{files}"]], post_check: [["npx", "--no-install", "eslint", "{files}"]],
    may_touch: { allow: ["**/*.js"], deny: [], max_files: 50, max_changed_lines: 400 }, actions: { allow: ["modify_text", "change_syntax_tree"], forbid: [] },
    limits: { seconds: 120, memory_mb: 2048, output_mb: 4, network: "none" },
  }],
}));

const result = FixResult.parse({
  version: 1, plan_id: plan.plan_id, nonce: plan.nonce, outcome: "changed", reason: null, patch_sha256: digestOf("p"), files: [], seconds: 3.14,
  checks: [{ name: "eslint", argv: ["npx", "--no-install", "eslint", "src/app.js"], before: { exit: 1, summary: "1 problem" }, after: { exit: 0, summary: "0 problems" } }],
  environment: { sandbox: "bubblewrap", node: "v24.0.0", platform: "linux" },
});

const verdict: Verdict = {
  gate: "propose", answer: "allow", summary: "All 2 rules that apply hold.", head_sha: null, base_sha: "b".repeat(40) as GitSha, policy_sha256: digestOf("policy"),
  rules: [
    { rule: "diff-size", pack: "default", answer: "allow", message: "Small enough", facts: ["pull.changed_lines = 2"], stage: 3, set_aside: null, places: [] },
    { rule: "secrets", pack: "default", answer: "deny", message: "A repair adds no secret", facts: ["secrets.found = 1"], stage: 3, set_aside: null, places: [{ file: "src/app.js", line: 3 }] },
  ],
};

const input: PullRequestInput = {
  at: Timestamp.parse("2026-11-20T21:30:04Z"), execution: ExecutionId.parse("exec_20261120_213004_k3f9"), repair: FixId.parse("fix_20261120_213000_k3f9"),
  plan, result, patch_sha256: digestOf("p"), failures: [failure], verdict, runUrl: "https://github.example/octo/hello/actions/runs/1", evidenceUrl: null,
  evidence: [{ path: "fix_20261120_213000_k3f9/PLAN/plan.json", sha256: digestOf("e") }], labelToSilence: "no-autofix", modlog: "ModLog.md", titleTemplate: "{title}", prefix: "/autofix", branch: "main",
  check: { violations: [], files: [{ path: "src/app.js", mode: "100644", before_sha: digestOf("1"), after_sha: digestOf("2") }], base: new Map(), contents: new Map(), added: 1, removed: 1 },
};

describe("the ModLog", () => {
  test("has an entry in the documented form", () => {
    expect(buildModLogEntry(input)).toBe(`## 2026-11-20 - Autonomous ESLint fix (WSP 62)

**Change Type**: Auto-Fix via Skill
**Skill**: eslint-fix v1.2.0
**Execution ID**: exec_20261120_213004_k3f9
**Fingerprint**: ${digestOf("f")}
**Patch**: sha256:${digestOf("p")}

### What Changed

- src/app.js (line 3): semi

### Why This Change

- check \`ci / lint\` failed at 1a2b3c4: ESLint, 1 problem; complexity 1, P2, confidence 0.95

### Metrics

- Tokens: 0 · Time: 3.1 s · Files: 1 · Lines: +1 −1
- Post-check: passed (eslint: before: 1 problem, after: 0 problems)
- Revert: \`git revert <commit>\`, with \`-m 1\` where it is a merge
`);
  });

  test("says how checks ended in numbers, never in a tool's own words: a spelling checker would find its own complaint in the entry", () => {
    const checks = [{ name: "codespell", argv: ["codespell"], before: { exit: 65, summary: "docs/a.md:1: teh ==> the" }, after: { exit: 0, summary: "passed" } }];
    expect(buildModLogEntry({ ...input, result: { ...input.result, checks } })).toContain("- Post-check: passed (codespell: before: exit 65, after: passed)\n");
  });

  test("is laid out as prettier lays it out", async () => {
    expect(await check(insertModLogEntry(null, buildModLogEntry(input)), { parser: "markdown" })).toBe(true);
  });

  test("starts with its title and has the newest entry first", () => {
    const first = buildModLogEntry(input);
    const second = buildModLogEntry({ ...input, execution: ExecutionId.parse("exec_20261121_213004_zzzz"), at: Timestamp.parse("2026-11-21T21:30:04Z") });
    const log = insertModLogEntry(insertModLogEntry(null, first), second);
    expect(log).toMatch(/^# ModLog\n\n## 2026-11-21[\s\S]*\n\n## 2026-11-20/);
  });

  test("does not change when the same entry is put in again", () => {
    const log = insertModLogEntry("# Our log\n\nWords.\n", buildModLogEntry(input));
    expect(insertModLogEntry(log, buildModLogEntry(input))).toBe(log);
    expect(log).toMatch(/^# Our log\n\nWords\.\n\n## /);
  });
});

describe("the pull request", () => {
  test("says what failed, what was done, the proof, and what to do, under its marker", () => {
    const { title, body, marker } = buildPullRequest(input);
    expect(title).toBe("Fix ESLint failure in 1 file");
    expect(body.startsWith(marker)).toBe(true);
    expect([...body.matchAll(/^### (.*)$/gm)].map((match) => match[1])).toEqual(["What failed", "What was done", "Proof", "What you can do"]);
    expect(body).toContain("[FIXED] eslint_problems - eslint_fix applied (WSP 62) - exec_20261120_213004_k3f9");
    expect(body).toContain(plan.plan_id);
  });

  test("shows commands as they can be typed, on the files they are run on", () => {
    const { body } = buildPullRequest(input);
    expect(body).toContain("| `eslint-fix` 1.2.0 | `npx --no-install eslint --fix src/app.js` |");
    expect(body).toContain(`git fetch && git switch --detach 1a2b3c400000 && git show origin/regreen/evidence:${input.repair}/IMPLEMENT/change.patch | git apply`);
    expect(body).not.toContain("{files}");
  });

  test("keeps hostile log text inside one code block", () => {
    const hostile = "```\n@octo/everyone fixes #1 <img src=http://evil.example/x>\n````\u202e\u001b[2J";
    const { body } = buildPullRequest({ ...input, failures: [{ ...failure, error_snippet: hostile, check: "ci | `@x` <b>" }] });
    const block = /`````text\n([\s\S]*?)\n`````/.exec(body)?.[1];
    expect(block).toBe("```\n@octo/everyone fixes #1 <img src=http://evil.example/x>\n````U+202EU+001B[2J");
    expect(body.replace(/(`+)[\s\S]*?\1/g, "")).not.toMatch(/@x|@octo|<img|<b>/);
  });

  test("stays under GitHub's limit whatever the failure says", () => {
    const many = Array.from({ length: 40 }, () => ({ ...failure, error_snippet: "x".repeat(20_000) }));
    expect(buildPullRequest({ ...input, failures: many }).body.length).toBeLessThanOrEqual(60_000);
  });
});

test("the check run says which rule does not hold, on which facts, where, and what to do", () => {
  const check = buildPolicyCheck({ ...verdict, answer: "deny", summary: "Denied by secrets." });
  expect(check).toMatchObject({ status: "completed", conclusion: "failure", title: "Denied by secrets." });
  expect(check.summary).toMatch(/`secrets` does not hold[\s\S]*`secrets.found = 1`[\s\S]*`diff-size` holds/);
  expect(check.annotations).toEqual([{ path: "src/app.js", start_line: 3, end_line: 3, annotation_level: "failure", title: "secrets", message: "A repair adds no secret" }]);
});

test("a verdict that waits is never completed", () => {
  expect(buildPolicyCheck({ ...verdict, answer: "wait" })).toMatchObject({ status: "in_progress", conclusion: null });
});

test("an escalation gives the diagnosis and what to do, one per fingerprint", () => {
  const escalation = buildEscalation({ repair: input.repair, at: input.at, failure: { ...failure, failing_tests: ["adds @numbers"] }, reason: "No skill covers a failing test.", branch: "main", runUrl: null, sourceUrl: "https://github.example/octo/hello/blob/1a2b3c4", diary: [] });
  expect(escalation.marker).toBe(`<!-- regreen:fingerprint:${failure.fingerprint} -->`);
  expect(escalation.body).toContain("No skill covers a failing test.");
  expect(escalation.title).toBe("ci / lint fails: test “adds (at)numbers”");
  expect(escalation.body).toContain("- [`src/app.js:3`](https://github.example/octo/hello/blob/1a2b3c4/src/app.js#L3): `Missing semicolon.`");
});

test.each(["/usr/lib/node/x.js", "node_modules/a/b.js", "../x.js"])("an escalation leads nowhere outside the repository: %s", (file) => {
  const places = [{ file, line: 1, column: null, rule: null, message: null }];
  const { body } = buildEscalation({ repair: input.repair, at: input.at, failure: { ...failure, locations: places }, reason: "no skill", branch: "main", runUrl: null, sourceUrl: "https://github.example/octo/hello/blob/1a2b3c4", diary: [] });
  expect(body).toContain(`\`${file}:1\``);
  expect(body).not.toContain("/blob/");
});

test.each([
  ["a bidirectional override", "a\u202eb", "aU+202Eb"],
  ["an escape", "\u001b[31m", "U+001B[31m"],
  ["a carriage return", "a\rb", "a\nb"],
])("%s is shown, not obeyed", (_name, text, shown) => {
  expect(visible(text)).toBe(shown);
});

test("code spans and fences cannot be left", () => {
  expect(code("a`b``c")).toBe("```a`b``c```");
  expect(fenced("````\nx")).toBe("`````text\n````\nx\n`````");
});

test.each([
  [{ kind: "PARTIAL", pattern: "p" } as const, "[PARTIAL] p - tests passed, manual review recommended"],
  [{ kind: "ESCALATED", pattern: "p", because: { complexity: 4 } } as const, "[ESCALATED] p - complexity 4 exceeds auto-fix threshold"],
  [{ kind: "SKIPPED", pattern: "p", link: "https://x.example" } as const, "[SKIPPED] p - not in skill allowlist, bug report https://x.example"],
])("announcements have the documented form", (announcement, line) => {
  expect(announce(announcement)).toBe(line);
});

test("a repair that changes what is expected is announced as partial, and asks for a review of every line", () => {
  const { plan_id: _, ...rest } = input.plan;
  const partial = sealPlan({ ...rest, steps: rest.steps.map((step) => ({ ...step, actions: { allow: ["modify_text" as const, "modify_snapshot" as const], forbid: [] } })) });
  const { body } = buildPullRequest({ ...input, plan: partial });
  expect(body).toContain("[PARTIAL] eslint_problems - tests passed, manual review recommended");
  expect(body).toContain("- **Review every line first.**");
  expect(body).not.toContain("[FIXED]");
});
