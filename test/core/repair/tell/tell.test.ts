import { describe, expect, test } from "@jest/globals";
import { Configuration } from "../../../../src/core/configuration/configuration.ts";
import type { PendingFix } from "../../../../src/core/failure/pending-fix.ts";
import type { FixId } from "../../../../src/core/identity/identifier.ts";
import { draft } from "../../../../src/core/repair/draft.ts";
import type { Repair } from "../../../../src/core/repair/repair.ts";
import { announcedOf } from "../../../../src/core/repair/tell/announced.ts";
import { progressEffect } from "../../../../src/core/repair/tell/progress.ts";
import { commentEffect } from "../../../../src/core/repair/tell/status-comment.ts";
import { withNews } from "../../../../src/core/repair/tell/tell.ts";
import { at, digest, fix, headSha, priority, repairIn, repo } from "../a-repair.ts";

const failure: PendingFix = {
  fix_id: fix, repo, head_sha: headSha, check: "CI / lint", skill_id: "eslint-fix", pattern_name: "eslint_problems", failure_class: "lint", tool: "eslint", fingerprint: digest, mps: priority,
  file_paths: ["src/app.js"], locations: [], failing_tests: [], error_snippet: "", fix_action: "eslint_fix", confidence: 1, status: "planned", assigned_to: null, standards: [], timestamp: at,
};
const web = "https://github.test";
const before = repairIn(null, { step: "diagnose", failures: [failure], plan: null, attempts: 0, offer: null });
const running = repairIn("THINK", { step: "collect", failures: [failure], offer: null });
const { offer } = repairIn("PR");
const offered = repairIn("PR", { failures: [failure], status: "proposed", offer: offer === null ? null : { ...offer, number: 5, commit_sha: headSha } });
const handed = (change: Partial<Repair>): Repair => repairIn("THINK", { step: "closed", status: "escalated", failures: [failure], issue: 8, offer: null, ...change });
const onPull = (repair: Repair): Repair => ({ ...repair, subject: { ...repair.subject, branch: "topic", pull_request: 12 } });
const configuration = Configuration.parse({ version: 1, announce: { webhook_secret_name: "TEAM" } });

describe("what is announced", () => {
  test.each<[string, Repair, string | undefined, string | undefined]>([
    ["a repair that is only on its way", running, undefined, undefined],
    ["an offer that is not made yet", repairIn("PR", { failures: [failure] }), undefined, undefined],
    ["an offer", offered, "[FIXED] eslint_problems - eslint_fix applied - exec_20261120_213004_k3f9", `${web}/octo/hello/pull/5`],
    ["a push that is not made yet", { ...onPull(offered), delivery: "pushed", offer: offered.offer === null ? null : { ...offered.offer, commit_sha: null } }, undefined, undefined],
    ["what no skill covers", handed({ plan: null }), `[SKIPPED] eslint_problems - not in skill allowlist, bug report ${web}/octo/hello/issues/8`, `${web}/octo/hello/issues/8`],
    ["what is too hard", handed({ plan: null, failures: [{ ...failure, mps: { ...priority, complexity: 4 } }] }), "[ESCALATED] eslint_problems - complexity 4 exceeds auto-fix threshold", `${web}/octo/hello/issues/8`],
    ["a fix that did not hold", handed({}), `[ESCALATED] eslint_problems - needs manual review - see ${web}/octo/hello/issues/8`, `${web}/octo/hello/issues/8`],
    ["one that ended in silence", repairIn("THINK", { step: "closed", status: "skipped", failures: [failure], offer: null }), undefined, undefined],
  ])("%s", (_name, repair, line, link) => {
    expect([announcedOf(repair, web)?.lines[0], announcedOf(repair, web)?.link]).toEqual([line, link]);
  });
});

describe("the check on the red commit", () => {
  test("begins with the fix job, ends with what came of it, and is written once for each", () => {
    expect(progressEffect(before, before, { webUrl: web })).toBeNull();
    expect(progressEffect(before, running, { webUrl: web })?.effect).toMatchObject({ name: "regreen/fix (CI / lint)", status: "in_progress", conclusion: null, title: "Mending ESLint: eslint-fix", head_sha: headSha });
    expect(progressEffect(running, { ...running, reason: "the fix job runs" }, { webUrl: web })).toBeNull();
    expect(progressEffect(running, offered, { webUrl: web })?.effect).toMatchObject({ status: "completed", conclusion: "neutral", title: "[FIXED] eslint_problems - eslint_fix applied - exec_20261120_213004_k3f9" });
    expect(progressEffect(offered, { ...offered, step: "closed", status: "merged" }, { webUrl: web })).toBeNull();
    expect(progressEffect(running, repairIn("THINK", { step: "closed", status: "skipped", reason: "the skills changed nothing", failures: [failure], offer: null }), { webUrl: web })?.effect).toMatchObject({ status: "completed", conclusion: "neutral", title: "Nothing is offered" });
  });

  test("is not there where no fix job was ever asked for", () => {
    expect(progressEffect(before, handed({ plan: null, attempts: 0 }), { webUrl: web })).toBeNull();
  });
});

describe("the comment on a pull request", () => {
  const comment = (repair: Repair, others: readonly Repair[] = []): string | undefined => {
    const effect = commentEffect({ repair, others, configuration, webUrl: web })?.effect;
    return effect?.kind === "upsert_comment" ? effect.body : undefined;
  };

  test("is one for all repairs of it, oldest first, each with where it is", () => {
    const other = { ...onPull(handed({ id: "fix_20261120_210000_aaaa" as FixId, opened_at: "2026-11-20T21:00:00.000Z" as Repair["opened_at"], plan: null })) };
    expect(comment(onPull(offered), [other, handed({ id: "fix_20261120_200000_bbbb" as FixId })])).toBe([
      "<!-- regreen:pull:12 -->",
      `- \`[SKIPPED]\` eslint_problems - not in skill allowlist: [issue 8](${web}/octo/hello/issues/8)\n- \`[FIXED]\` eslint_problems - eslint_fix applied - \`exec_20261120_213004_k3f9\`: [pull request 5](${web}/octo/hello/pull/5)`,
      "_The label `no-autofix` keeps Regreen away from this pull request._",
    ].join("\n\n"));
  });

  test("tells whoever was told to wait what came of it, and only of the latest head", () => {
    const waited = (change: Partial<Repair>): Repair => ({ ...onPull(running), awaited: true, ...change });
    const older = waited({ id: "fix_20261120_210000_aaaa" as FixId, opened_at: "2026-11-20T21:00:00.000Z" as Repair["opened_at"], step: "closed", status: "skipped", reason: "it has moved on" });
    expect(comment(waited({ status: "waiting_approval", step: "diagnose" }), [older])).toContain("- Regreen waits: this is the author's first pull request here. A maintainer lets it go on with the label `autofix`, or by the comment `/autofix`.\n\n_The");
    expect(comment(waited({}))).toContain("- Regreen looks into it.");
    expect(comment(waited({ step: "closed", status: "skipped", reason: "no skill handles tests" }))).toContain("- Regreen leaves this as it is: no skill handles tests.");
    expect(comment({ ...onPull(offered), awaited: true, delivery: "suggested", step: "closed", status: "closed" })).toContain("`exec_20261120_213004_k3f9`: suggested in a review");
  });

  test("is not there where there is nothing to say, or no pull request", () => {
    expect([comment(onPull(running)), comment(offered), comment(onPull({ ...offered, delivery: "suggested", step: "closed", status: "closed" }))]).toEqual([undefined, undefined, undefined]);
  });
});

test("the chat hears an announcement once for its kind, and a dry run tells nobody", () => {
  const news = { configuration, others: [], webUrl: web, at };
  expect(withNews(draft(offered), news).effects).toMatchObject([{ key: `${fix}:announce:FIXED`, effect: { kind: "announce", channel: "TEAM", announced: "FIXED", link: `${web}/octo/hello/pull/5` } }]);
  expect(withNews(draft(offered), { ...news, configuration: { ...configuration, dry_run: true } }).effects).toEqual([]);
});
