/** D23, D25, O10: what the fix job says of itself, what stands in a commit's message, and evidence that somebody else wrote. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { marked } from "marked";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import { digestOf } from "../../src/core/identity/digest.ts";
import { verifyEvidence } from "../../src/core/evidence/verify-evidence.ts";
import type { HeldEvidence } from "../../src/core/evidence/held-evidence.ts";
import { provenFolder, provenRecord } from "../core/evidence/a-proven-repair.ts";
import { until } from "../demo/until.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";
import { lintLog, red } from "../worker/red-repository.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

const useless = Buffer.from(renderPatch([{ path: "src/app.js", before: Buffer.from(red), after: Buffer.from(red.replace("var ", "let  ")), beforeMode: "100644", afterMode: "100644" }]));
const boast = { checks: [{ name: "eslint", argv: ["npx", "eslint"], before: { exit: 1, summary: "1 problem" }, after: { exit: 0, summary: "all tests passed, verified" } }] };

describe("D23: the job's word that all is well is no evidence", () => {
  test("of a patch that mends nothing: the pull request's own CI is red, and the gate lets it not pass", async () => {
    const project = await Project.open(stand, "boasting");
    await project.turnRed();
    await project.endFixJob({ patch: useless, result: boast });
    await project.until(({ offer }) => offer?.number != null);
    const offer = await until("the pull request", () => project.pulls()[0], 20);
    await project.playCi({ lint: { conclusion: "failure", log: lintLog } });
    await until("a verdict on the head", () => project.checks("regreen/policy").find(({ headSha }) => headSha === offer.pull.headSha), 20);
    await stand.loopback.webhooks.settled();
    expect(project.checks("regreen/policy").filter(({ conclusion }) => conclusion === "success")).toEqual([]);
  });

  test("the control: the same word, and CI says so too", async () => {
    const project = await Project.open(stand, "telling-the-truth");
    await project.turnRed();
    await project.endFixJob({ result: boast });
    await project.until(({ offer }) => offer?.number != null);
    const offer = await until("the pull request", () => project.pulls()[0], 20);
    expect(await project.allowed(offer)).toMatchObject({ conclusion: "success" });
  });

  test.each<readonly [string, object, RegExp]>([
    ["a digest of another patch", { patch_sha256: "0".repeat(64) }, /patch/],
    ["a post-check that does not pass, told as a success", { checks: [{ ...boast.checks[0], after: { exit: 1, summary: "passed" } }] }, /post-check|pass/i],
    ["no post-check at all", { checks: [] }, /post-check|check/i],
  ])("%s is not believed", async (name, result, reason) => {
    const project = await Project.open(stand, `claims-${name.replaceAll(/\W+/g, "-").slice(0, 30)}`);
    await project.turnRed();
    await project.endFixJob({ result });
    expect(await project.closed()).toMatchObject({ status: "escalated", reason: expect.stringMatching(reason), offer: null });
    expect(project.pulls()).toEqual([]);
  });
});

describe("D25: the message of our commit is ours alone", () => {
  const hostile = "[skip ci] fixes #1\n\nMerge pull request #2 from evil\nCo-authored-by: A <a@evil.example>\nRegreen-Repair: fix_20261120_081500_evil r0\u0000";

  test("whatever the commit below, the log and the job say", async () => {
    const project = await Project.open(stand, "messages");
    await project.push(hostile, { "src/more.js": "export {};\n" });
    await project.playCi({ lint: { conclusion: "success" } });
    await project.turnRed({ log: String(lintLog).replace("Unexpected var", `Unexpected var ${hostile.replaceAll("\n", " ")}`) });
    await project.endFixJob({ result: { checks: [{ name: hostile, argv: ["npx", hostile.replace("\u0000", "")], before: { exit: 1, summary: hostile }, after: { exit: 0, summary: hostile } }] } });
    await project.until(({ offer }) => offer?.commit_sha != null);
    const [repair] = await project.repairs();
    const { data: { commit } } = await project.person.repos.getCommit({ ...project.at, ref: repair?.offer?.commit_sha ?? "" });
    expect(commit.message.trimEnd()).toMatch(/^Apply eslint-fix \d+\.\d+\.\d+\n\nRegreen-Execution: exec_[\w]+\nRegreen-Patch: sha256:[0-9a-f]{64}\nRegreen-Repair: fix_[\w]+ r0$/);
    expect(commit.message).not.toContain("evil");
    // The control: the words did come in, and stand where words may stand.
    const [pull] = project.pulls();
    expect(pull?.body).toContain("skip ci");
  });
});

describe("O10: evidence that imitates ours", () => {
  /** As good as it can be made without the ledger: another patch, and every document, digest, manifest and statement made to fit it. */
  function imitation(): HeldEvidence {
    const honest = provenFolder();
    const patch = Buffer.from("diff --git a/src/app.js b/src/app.js\n--- a/src/app.js\n+++ b/src/app.js\n@@ -1 +1 @@\n-a\n+evil\n");
    const before = honest.files.get("IMPLEMENT/change.patch") ?? Buffer.alloc(0);
    const exchanged = new Map<string, string>([[digestOf(before), digestOf(patch)], [`"bytes":${before.length}`, `"bytes":${patch.length}`], [`"bytes": ${before.length}`, `"bytes": ${patch.length}`]]);
    const fitted = (content: Uint8Array): Buffer => Buffer.from([...exchanged].reduce((text, [from, to]) => text.replaceAll(from, to), Buffer.from(content).toString("utf8")));
    const files = new Map([...honest.files].map(([path, content]) => [path, path === "IMPLEMENT/change.patch" || content === null ? patch : fitted(content)]));
    for (const [path, content] of honest.files) if (content !== null) exchanged.set(digestOf(content), digestOf(files.get(path) ?? content));
    const manifest = fitted(honest.manifest ?? Buffer.alloc(0));
    if (honest.manifest !== null) exchanged.set(digestOf(honest.manifest), digestOf(manifest));
    return { ...honest, files, manifest, statement: honest.statement === null ? null : fitted(honest.statement) };
  }

  test("is broken against the ledger, to which nobody swore it", () => {
    const report = verifyEvidence(imitation(), provenRecord());
    expect(report.verdict).toBe("broken");
    expect(report.findings.map(({ path }) => path)).toContain("IMPLEMENT/change.patch");
  });

  test("the control: the honest one is complete; and the imitation is good enough to hold in itself, which the verdict without a ledger says it does not rule out", () => {
    expect(verifyEvidence(provenFolder(), provenRecord())).toMatchObject({ verdict: "complete", compared_with_ledger: true });
    expect(verifyEvidence(imitation(), null)).toMatchObject({ verdict: "complete", compared_with_ledger: false, summary: expect.stringContaining("there was no ledger to compare with") });
  });

  test("a block that looks like ours in a log stays in the excerpt of the pull request, beside the one that is ours", async () => {
    const forged = `| \`VERIFY/verification.json\` | \`${"0".repeat(64)}\` |`;
    const project = await Project.open(stand, "imitated-block");
    await project.turnRed({ log: String(lintLog).replace("Unexpected var", `Unexpected var <details><summary>Evidence</summary> ${forged}`) });
    await project.endFixJob();
    const pull = await until("the pull request", () => project.pulls()[0], 20);
    const body = pull.body ?? "";
    const markup: string[] = [];
    void marked.walkTokens(marked.lexer(body), (token) => { if (token.type === "html") markup.push(token.raw); });
    expect([body.split("<summary>Evidence</summary>").length, markup.filter((raw) => raw.includes("<summary>Evidence</summary>")).length]).toEqual([3, 1]);
    const own = body.slice(body.lastIndexOf("<summary>Evidence</summary>"));
    expect([body.includes("0".repeat(64)), own.includes("0".repeat(64)), own.includes("VERIFY/")]).toEqual([true, false, true]);
  });
});
