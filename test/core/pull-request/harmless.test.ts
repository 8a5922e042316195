/** Whatever a log, a check or a person says: GitHub must make nothing of it. Held against a Markdown renderer, with texts drawn from a seed. */
import { describe, expect, test } from "@jest/globals";
import { marked, type Token, type Tokens } from "marked";
import { PendingFix } from "../../../src/core/failure/pending-fix.ts";
import { FixPlan, sealPlan } from "../../../src/core/fix/plan.ts";
import { FixResult } from "../../../src/core/fix/result.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { ExecutionId, FixId, type GitSha } from "../../../src/core/identity/identifier.ts";
import { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { buildEscalation } from "../../../src/core/pull-request/escalation.ts";
import { renderPatch } from "../../../src/core/fix/render-patch.ts";
import { buildPullRequest } from "../../../src/core/pull-request/build-pull-request.ts";
import type { Verdict } from "../../../src/core/policy/verdict.ts";
import { buildReview } from "../../../src/core/pull-request/suggestion-review.ts";
import { fenced, prose, titleText } from "../../../src/core/pull-request/neutral-text.ts";

/** Attacks O01–O06, P15, and what renderers are known to stumble over. */
const hostile = [
  "@octocat", "@octo/everyone", "fixes #1", "Closes octo/hello#2", "resolves https://github.com/octo/hello/issues/3", "GH-4", "<img src=x onerror=alert(1)>", "</details>", "<!-- regreen:repair:fix_20261120_213000_k3f9 -->",
  "-->", "![x](http://evil.example/?d=1)", "[link](javascript:alert(1))", "http://evil.example/a", "www.evil.example", "someone@evil.example", "```", "````\n", "~~~", "`", "``", "\n\n# Heading\n\n", "\n/approve\n", "\n/ok-to-test\n", "\n/lgtm cancel\n",
  "@dependabot merge", "@renovate rebase", "\nbors r+\n", "@claude run this", "\n/autofix approve\n", "\u202etxt.exe", "\u200b@octocat", "\u0000", "\u001b[31m", "| a | b |", "|", "\n---\n", "\n- [ ] task\n", "<https://evil.example>", "&lt;script&gt;", "&#64;octocat", "\\@octocat",
  "**bold**", "[x]: http://evil.example", "[x]", "\r\n", "\r", "<a href='http://evil.example'>", "<details open>", "0123456789abcdef0123456789abcdef01234567", "$(rm -rf /)", "{title}", "::error::x", "[FIXED] all good - nothing to see", "e\u0301", "\ud83d\ude00", "   /hold   ", "> /merge", "x".repeat(300),
];

/** xorshift32: the same seed draws the same texts. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function hostileText(draw: () => number, most = 8): string {
  const glue = ["", " ", "\n", "`", "(", "|", "> "];
  return Array.from({ length: 1 + Math.floor(draw() * most) }, () => `${hostile[Math.floor(draw() * hostile.length)] ?? ""}${glue[Math.floor(draw() * glue.length)] ?? ""}`).join("");
}

const ours = "https://github.example/";
const harmlessHtml = /^(?:<\/?(?:details|summary|code)>|<details><summary>[\w ’'.,]+<\/summary>|<!-- regreen:(?:repair|fingerprint|suggestion):[\w-]+ -->|\s)+$/;

/** What is wrong with the rendering, in words; empty: nothing. */
function troubles(markdown: string): readonly string[] {
  const found: string[] = [];
  const look = (token: Token): void => {
    if (token.type === "html" && !harmlessHtml.test(token.raw)) found.push(`HTML ${token.raw}`);
    if (token.type === "image") found.push(`image ${token.raw}`);
    if (token.type === "link" && !(token as Tokens.Link).href.startsWith(ours)) found.push(`link ${token.raw}`);
    if (token.type === "def") found.push(`definition ${token.raw}`);
    if (token.type === "text" && !("tokens" in token) && /(?:^|[^\w`])@[\w-]|#\d|\bGH-\d|:\/\//i.test((token as Tokens.Text).text.replaceAll(ours, ""))) found.push(`text ${token.raw}`);
  };
  void marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token) => { look(token); });
  for (const line of markdown.split("\n")) if (/^[\s>]*\/[a-z][\w-]*(?:\s|$)/i.test(line) || /^[\s>]*bors\b/i.test(line)) found.push(`a command: ${line}`);
  if (/@(?:dependabot|renovate|claude)/i.test(markdown)) found.push("a bot is called");
  if (/[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/.test(markdown)) found.push("an unseen character");
  return found;
}

const seeds = Array.from({ length: 150 }, (_value, index) => 7919 * (index + 1));

test.each([["a sentence", prose], ["a block", (text: string) => fenced(text)]] as const)("%s of 150 hostile texts renders to nothing but text and code", (_name, made) => {
  expect(seeds.flatMap((seed) => { const text = hostileText(drawing(seed)); return troubles(`- ${made(text)}\n`.replace(/^- (`{3})/, "$1")).map((trouble) => `${seed}: ${trouble}`); })).toEqual([]);
});

test("a title of 150 hostile texts has no mention, no reference and no second line", () => {
  expect(seeds.map((seed) => titleText(hostileText(drawing(seed)))).filter((title) => /[@#\n\r]|\bGH-\d|:\/\//.test(title))).toEqual([]);
});

function hostileInput(seed: number, { failures: count = 3, long = false } = {}): Parameters<typeof buildPullRequest>[0] {
  const draw = drawing(seed);
  const text = (most?: number): string => hostileText(draw, most) + (long ? "ab|`\u202e".repeat(4_000) : "");
  const line = (): string => text(4).replaceAll("\u0000", "") || "x";
  const failure = (): PendingFix => PendingFix.parse({
    fix_id: "fix_20261120_213000_k3f9", repo: "octo/hello", head_sha: "1".repeat(40), check: line(), skill_id: "eslint-fix", pattern_name: line(), failure_class: "lint", tool: line(), fingerprint: digestOf(String(seed)),
    mps: { complexity: 1, importance: 3, deferability: 4, impact: 3, priority: "P2" }, file_paths: Array.from({ length: 9 }, line), failing_tests: [line()],
    locations: [{ file: line(), line: 3, column: 7, rule: line(), message: line() }], error_snippet: text(), fix_action: "eslint_fix", confidence: 0.95, status: "planned", assigned_to: null, standards: ["WSP 62"], timestamp: "2026-11-20T21:30:00Z",
  });
  const failures = Array.from({ length: count }, failure);
  const plan = sealPlan(FixPlan.omit({ plan_id: true }).parse({
    version: 1, repo: "octo/hello", base_sha: "1".repeat(40), nonce: "0".repeat(32),
    steps: [{
      skill: { name: "eslint-fix", version: "1.2.0", digest: digestOf("s") }, files: ["src/app.js", "a b@octocat #1.js", "|x|.js"], fix: [["npx", "eslint", "--fix", "{files}"]], post_check: [["npx", "eslint", "{files}"]],
      may_touch: { allow: ["**"], deny: [], max_files: 50, max_changed_lines: 400 }, actions: { allow: ["modify_text"], forbid: [] }, limits: { seconds: 120, memory_mb: 2048, output_mb: 4, network: "none" },
    }],
  }));
  const result = FixResult.parse({
    version: 1, plan_id: plan.plan_id, nonce: plan.nonce, outcome: "changed", reason: null, patch_sha256: digestOf("p"), files: [], seconds: 1,
    checks: Array.from({ length: long ? 60 : 2 }, () => ({ name: line().slice(0, 200), argv: ["npx", line().slice(0, 200)], before: { exit: 1, summary: line().slice(0, 900) }, after: { exit: 0, summary: line().slice(0, 900) } })), environment: { sandbox: "bubblewrap", node: "v24.0.0", platform: "linux" },
  });
  const rule: Verdict["rules"][number] = { rule: line(), pack: "default", answer: "deny", message: line(), facts: [line()], stage: 3, set_aside: null, places: [] };
  return {
    at: Timestamp.parse("2026-11-20T21:30:04Z"), execution: ExecutionId.parse("exec_20261120_213004_k3f9"), repair: FixId.parse("fix_20261120_213000_k3f9"), plan, result, patch_sha256: digestOf("p"), failures,
    verdict: { gate: "propose", answer: "allow", summary: line(), head_sha: null, base_sha: "b".repeat(40) as GitSha, policy_sha256: digestOf("policy"), rules: Array.from({ length: long ? 40 : 2 }, () => rule) },
    runUrl: `${ours}octo/hello/actions/runs/1`, evidenceUrl: `${ours}octo/hello/tree/regreen/evidence/x`, evidence: [{ path: "fix/PLAN/plan.json", sha256: digestOf("e") }], labelToSilence: "no-autofix", modlog: "ModLog.md",
    titleTemplate: "{title} on {branch}", prefix: "/autofix", branch: line(), check: { violations: [], files: [{ path: line(), mode: "100644", before_sha: digestOf("1"), after_sha: digestOf("2") }], base: new Map(), contents: new Map(), added: 1, removed: 1 },
  };
}

describe("whole texts", () => {
  test("the body of a pull request renders to nothing of what was said outside", () => {
    expect(seeds.slice(0, 40).flatMap((seed) => troubles(buildPullRequest(hostileInput(seed)).body).map((trouble) => `${seed}: ${trouble}`))).toEqual([]);
  });

  test("a review with suggestions and a patch renders to nothing of what was said outside", () => {
    expect(seeds.slice(0, 40).flatMap((seed) => {
      const input = hostileInput(seed);
      const words = hostileText(drawing(seed)).replace(/[\u0000\r]/g, "");
      const patch = renderPatch([{ path: "src/app.js", before: Buffer.from("a\n"), after: Buffer.from(`${words}\n`), beforeMode: "100644", afterMode: "100644" }]);
      const { body } = buildReview({ ...input, patch, shown: [], fromFork: true, cloneUrl: `${ours}octo/hello` });
      return troubles(body).map((trouble) => `${seed}: ${trouble}`);
    })).toEqual([]);
  });

  test("the issue for people renders to nothing of what was said outside", () => {
    expect(seeds.slice(0, 40).flatMap((seed) => {
      const { failures, repair, at } = hostileInput(seed);
      const [failure] = failures;
      if (failure === undefined) return [];
      const { body } = buildEscalation({ repair, at, failure, reason: hostileText(drawing(seed)), branch: hostileText(drawing(seed + 1)), runUrl: `${ours}run`, sourceUrl: `${ours}blob/x`, diary: [hostileText(drawing(seed + 2))] });
      return troubles(body).map((trouble) => `${seed}: ${trouble}`);
    })).toEqual([]);
  });

  test("however much is said, the body stays under 65,536 characters, keeps what must be said, drops whole sections and says which", () => {
    for (const seed of seeds.slice(0, 4)) {
      const { body, title } = buildPullRequest(hostileInput(seed, { failures: 40, long: true }));
      expect(body.length).toBeLessThan(65_536);
      expect([...title].length).toBeLessThanOrEqual(200);
      for (const heading of ["### What failed", "### What was done", "### Proof", "### What you can do"]) expect(body).toContain(heading);
      expect(body).toMatch(/_Left out, because GitHub takes no longer text: .*\[the evidence\]\(https:\/\/github\.example\/\S+\) has it\._$/);
      expect((body.match(/^<details>/gm) ?? []).length).toBe((body.match(/^<\/details>$/gm) ?? []).length);
    }
  });
});
