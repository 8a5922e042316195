/** The whole story of a repair on a store: the same on SQLite and on PostgreSQL. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { evidenceSchema } from "../../src/core/evidence/documents.ts";
import type { Digest } from "../../src/core/identity/digest.ts";
import { Checkpoint } from "../../src/core/ledger/checkpoint.ts";
import { verifyChain } from "../../src/core/ledger/verify-chain.ts";
import type { GitSha } from "../../src/core/identity/identifier.ts";
import type { Effect } from "../../src/core/repair/effect.ts";
import type { Repair } from "../../src/core/repair/repair.ts";
import type { Store } from "../../src/ports/store/store.ts";
import type { BenchTop } from "./bench-top.ts";
import { endFixJob, failOn, green, lintLog, runCompleted, typeLog } from "./red-repository.ts";
import { aCheck, commitOn } from "./scripted-github.ts";

export function describeStory(name: string, open: () => Promise<BenchTop>): void {
  describe(`a repair on ${name}`, () => {
    let top: BenchTop;
    beforeEach(async () => { top = await open(); });
    afterEach(() => top.close());

    /** A red main, mended up to the open pull request. */
    async function offered(): Promise<ReturnType<BenchTop["until"]>> {
      failOn(top.cell);
      await top.tell("workflow_run", runCompleted(top.cell, 900));
      await top.until(({ step }) => step === "collect");
      await untilWritten("dispatch");
      await top.tell("workflow_run", runCompleted(top.cell, await endFixJob(top.cell)));
      return top.until(({ offer }) => offer?.number === 1 && offer.commit_sha !== null);
    }

    async function untilWritten(what: string, times = 1): Promise<void> {
      await top.until(() => top.cell.read().writes.filter((write) => write.startsWith(what)).length >= times);
    }

    async function untilSettled(repair: Repair["id"], kind: Effect["kind"], times: number): ReturnType<Store["outbox"]["receipts"]> {
      for (;;) {
        const settled = (await top.store.outbox.receipts(repair)).filter(({ effect }) => effect.kind === kind);
        if (settled.length >= times) return settled;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }

    function checkOnHead(conclusion: "success" | "failure"): void {
      top.cell.change((state) => { const head = state.pulls[0]?.headSha as GitSha; state.checks.push(aCheck(1, head, { conclusion })); });
    }

    test("a red run becomes one proven pull request, is judged, merged and monitored, and the ledger holds", async () => {
      const repair = await offered();
      expect(repair).toMatchObject({ phase: "PR", status: "proposed", attempts: 1, violations: 0, offer: { base_branch: "main", revision: 0 } });
      const state = top.cell.read();
      expect(state.commits[repair.offer?.commit_sha ?? ""]?.["src/app.js"]).toBe(green);
      expect(state.commits[repair.offer?.commit_sha ?? ""]?.["ModLog.md"]).toContain(repair.execution);
      expect(state.pulls).toMatchObject([{ headBranch: `regreen/${repair.id}`, baseBranch: "main", labels: ["regreen"] }]);

      const thought = repair.evidence.find(({ phase }) => phase === "THINK");
      const risks = evidenceSchema.THINK.parse(JSON.parse(new TextDecoder().decode(await top.store.evidence.content(thought?.sha256 as Digest) ?? undefined)));
      expect(risks.simulated).toContainEqual({ rule: "default/attempts", expected: "allow" });
      expect(risks.simulated).toContainEqual({ rule: "default/post-checks", expected: "unknown" });

      await untilWritten("check regreen/policy in_progress");
      checkOnHead("success");
      await top.tell("workflow_run", { ...runCompleted(top.cell, 900), workflow_run: { ...(runCompleted(top.cell, 900) as { workflow_run: object }).workflow_run, head_branch: `regreen/${repair.id}`, head_sha: repair.offer?.commit_sha, conclusion: "success" } });
      await untilWritten("check regreen/policy success");

      const merged = commitOn(top.cell, "main", { "src/app.js": green });
      top.cell.change((all) => { all.pulls = all.pulls.map((pull) => ({ ...pull, state: "closed", merged: true, mergeSha: merged })); all.checks.push(aCheck(2, merged)); });
      await top.tell("pull_request", { action: "closed", repository: { id: 7, full_name: "octo/hello", default_branch: "main" }, installation: { id: 42 }, pull_request: { number: 1 } });
      const done = await top.until(({ step }) => step === "closed");
      expect(done).toMatchObject({ phase: "MONITOR", status: "merged", violations: 0, failures: [{ status: "merged", skill_id: "eslint-fix" }] });
      await untilWritten("evidence PR/pull-request.json MONITOR/outcome.json");
      expect(Object.keys(top.cell.read().evidence).map((path) => path.split("/")[1])).toEqual(["STRATEGIZE", "SPEC", "PLAN", "THINK", "IMPLEMENT", "IMPLEMENT", "IMPLEMENT", "VERIFY", "REVIEW", "PR", "MONITOR"]);
      const entries = await top.store.ledger.ofRepair(done.id);
      expect(entries.filter(({ kind }) => kind === "phase_entered").map(({ phase }) => phase)).toEqual(["STRATEGIZE", "SPEC", "PLAN", "THINK", "IMPLEMENT", "VERIFY", "REVIEW", "PR", "MONITOR"]);
      // What is written is settled a moment later.
      const stored = await untilSettled(done.id, "store_evidence", 2);
      const all = [];
      for await (const entry of top.store.ledger.read(1)) all.push(entry);
      expect(verifyChain(all)).toMatchObject({ holds: true });
      const checkpoints = entries.filter(({ kind }) => kind === "checkpoint").map(({ payload: { to: _, ...signed } }) => Checkpoint.parse(signed));
      expect(checkpoints).toHaveLength(stored.length);
      for (const checkpoint of checkpoints) expect(verifyChain(all, checkpoint)).toMatchObject({ holds: true });
    });

    test("the same failure told five times opens one repair and one pull request", async () => {
      await offered();
      for (let time = 0; time < 4; time += 1) await top.tell("workflow_run", runCompleted(top.cell, 900));
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect((await top.store.repairs.list({ most: 10 })).length).toBe(1);
      expect(top.cell.read().writes.filter((write) => /^(pull|push|dispatch)/.test(write))).toHaveLength(3);
    });

    test("what a run showed is kept for its history, and an alert that was asked for opens one tracking issue", async () => {
      const sha = failOn(top.cell, { files: { ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\nalerts: {new: true}\n" } });
      await top.tell("workflow_run", runCompleted(top.cell, 900));
      await untilWritten("dispatch");
      await top.until(() => top.cell.read().issues.length > 0);
      const [seen, ...others] = await top.store.history.summaries({ most: 9 });
      expect([seen, others]).toMatchObject([{ failure_class: "lint", tool: "eslint", count: 1, branches: ["main"], repositories: ["octo/hello"] }, []]);
      expect(await top.store.history.runs({ repositoryId: 7, workflow: ".github/workflows/ci.yml", most: 9 })).toMatchObject([{ source: "run:900:1", head_sha: sha, outcome: "failed" }]);
      expect(top.cell.read().issues).toMatchObject([{ title: "New failure: lint, eslint", marker: `<!-- regreen:alert:new:${seen?.fingerprint ?? ""} -->` }]);
    });

    test("what no skill covers is told in one issue beside the pull request", async () => {
      failOn(top.cell, { logs: { lint: lintLog, types: typeLog } });
      await top.tell("workflow_run", runCompleted(top.cell, 900));
      const sibling = await top.until(({ issue }) => issue !== null, 1);
      expect(sibling).toMatchObject({ step: "closed", status: "escalated", phase: "STRATEGIZE", issue: 100, failures: [{ failure_class: "type-check", skill_id: null }] });
      expect(top.cell.read().issues).toMatchObject([{ title: expect.stringContaining("CI / types"), body: expect.stringContaining("TS2322") }]);
      expect(await top.until(({ step }) => step === "collect")).toMatchObject({ failures: [{ failure_class: "lint" }] });
    });

    test("a base that moves elsewhere is built upon again, and the pull request follows", async () => {
      const repair = await offered();
      const other = "## 2026-11-20 - Autonomous Prettier fix\n\n**Execution ID**: exec_20261120_000000_aaaa\n";
      commitOn(top.cell, "main", { "README.md": "hello\n", "ModLog.md": `# ModLog\n\n${other}` });
      await top.tell("push", { ref: "refs/heads/main", repository: { id: 7, full_name: "octo/hello", default_branch: "main" }, installation: { id: 42 } });
      const rebuilt = await top.until(({ offer }) => offer?.revision === 1 && offer.commit_sha !== null);
      expect(rebuilt).toMatchObject({ phase: "PR", attempts: 1, violations: 0, offer: { base_sha: top.cell.read().branches.main, number: 1 } });
      expect(top.cell.read().commits[rebuilt.offer?.commit_sha ?? ""]).toMatchObject({
        "README.md": "hello\n", "src/app.js": green,
        "ModLog.md": expect.stringMatching(new RegExp(`${repair.execution}[^]*exec_20261120_000000_aaaa`)),
      });
      expect((await top.store.ledger.ofRepair(repair.id)).map(({ kind }) => kind)).toContain("backtracked");
    });

    test("a base that moves under the patch is planned again, on its new head, once CI is red there too", async () => {
      await offered();
      const head = commitOn(top.cell, "main", { "src/app.js": `// a new first line\n${"var answer = 42;\nexport { answer };\n"}` });
      const pushed = { ref: "refs/heads/main", repository: { id: 7, full_name: "octo/hello", default_branch: "main" }, installation: { id: 42 } };
      await top.tell("push", pushed);
      expect(await top.until(({ reason }) => reason?.includes("whether it is still red is waited for") === true)).toMatchObject({ step: "gate", attempts: 1, unfit: { base: head } });
      top.cell.change((state) => { state.checks.push(aCheck(9, head, { name: "lint", conclusion: "failure" })); });
      await top.tell("push", pushed);
      expect(await top.until(({ step, attempts }) => step === "collect" && attempts === 2)).toMatchObject({ phase: "THINK", plan: { base_sha: head } });
      await untilWritten("dispatch", 2);
      await top.tell("workflow_run", runCompleted(top.cell, await endFixJob(top.cell)));
      const again = await top.until(({ offer }) => offer?.revision === 1 && offer.commit_sha !== null);
      expect(again).toMatchObject({ phase: "PR", violations: 0, offer: { number: 1, base_sha: head } });
      expect(top.cell.read().writes.filter((write) => write.startsWith("pull"))).toHaveLength(1);
    });

    test("a person's commit on the offer is never built over, and the policy says that it was not verified", async () => {
      const repair = await offered();
      const theirs = commitOn(top.cell, `regreen/${repair.id}`, { "src/app.js": "mine\n" });
      top.cell.change((state) => { state.pulls = state.pulls.map((pull) => ({ ...pull, headSha: theirs })); });
      commitOn(top.cell, "main", { "README.md": "moved\n" });
      await top.tell("pull_request", { action: "synchronize", repository: { id: 7, full_name: "octo/hello", default_branch: "main" }, installation: { id: 42 }, pull_request: { number: 1 } });
      await untilWritten("check regreen/policy failure");
      expect(top.cell.read().branches[`regreen/${repair.id}`]).toBe(theirs);
      // While its check is being written, the repair says so; then it says what it waits for.
      expect(await top.until(({ reason }) => reason?.includes("head-current") === true)).toMatchObject({ phase: "PR", offer: { revision: 0 } });
    });

    test("a pull request that a person closes ends the repair", async () => {
      await offered();
      top.cell.change((state) => { state.pulls = state.pulls.map((pull) => ({ ...pull, state: "closed" })); });
      await top.tell("pull_request", { action: "closed", repository: { id: 7, full_name: "octo/hello", default_branch: "main" }, installation: { id: 42 }, pull_request: { number: 1 } });
      expect(await top.until(({ step }) => step === "closed")).toMatchObject({ status: "closed", phase: "MONITOR", reason: "pull request #1 was closed without being merged" });
    });

    test.each(["pull_request", "push"])("a red pull request of the same repository, told by its %s run, is mended by a pull request into its branch", async (event) => {
      commitOn(top.cell, "main", { ".github/regreen.yml": "version: 1\n" });
      failOn(top.cell, { branch: "topic" });
      top.cell.change((state) => { state.pulls.push({ number: 1, state: "open", merged: false, mergeSha: null, draft: false, author: "octocat", headSha: state.branches.topic as GitSha, headBranch: "topic", headRepositoryId: 7, baseSha: state.branches.main as GitSha, baseBranch: "main", mergeable: true, labels: [], title: "Topic", body: "", url: "" }); });
      const payload = runCompleted(top.cell, 900) as { workflow_run: object };
      await top.tell("workflow_run", { ...payload, workflow_run: { ...payload.workflow_run, event, pull_requests: event === "push" ? [] : [{ number: 1, base: { repo: { id: 7 } } }] } });
      await top.until(() => top.cell.read().writes.some((write) => write.startsWith("dispatch")));
      await top.tell("workflow_run", runCompleted(top.cell, await endFixJob(top.cell)));
      const repair = await top.until(({ offer }) => offer?.number === 2);
      expect(top.cell.read().pulls[1]).toMatchObject({ headBranch: `regreen/${repair.id}`, baseBranch: "topic" });
    });
  });
}
