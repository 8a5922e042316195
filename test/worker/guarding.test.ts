/** Row G3: guards stand only where the gate governs everybody's pull requests. */
import { afterEach, expect, test } from "@jest/globals";
import type { GitSha } from "../../src/core/identity/identifier.ts";
import { openBenchTop, type BenchTop } from "./bench-top.ts";
import { commitOn } from "./scripted-github.ts";

let top: BenchTop | null = null;
afterEach(async () => { await top?.close(); top = null; });

const envelope = { repository: { id: 7, full_name: "octo/hello", default_branch: "main" }, installation: { id: 42 } };

async function settled(gate: string): Promise<BenchTop> {
  const bench = top = await openBenchTop();
  commitOn(bench.cell, "main", { ".github/regreen.yml": `version: 1\n${gate}` });
  commitOn(bench.cell, "topic", { "src/app.js": "const a = 1;\n" });
  bench.cell.change((state) => { state.pulls.push({ number: 1, state: "open", merged: false, mergeSha: null, draft: false, author: "ada", headSha: state.branches.topic as GitSha, headBranch: "topic", headRepositoryId: 7, baseSha: state.branches.main as GitSha, baseBranch: "main", mergeable: true, labels: [], title: "Topic", body: "", url: "" }); });
  return bench;
}

async function tellPull(bench: BenchTop): Promise<void> {
  const { branches } = bench.cell.read();
  const [head, base] = [{ ref: "topic", sha: branches.topic, repo: { id: 7 } }, { ref: "main", sha: branches.main, repo: { id: 7 } }];
  await bench.tell("pull_request", { ...envelope, action: "synchronize", pull_request: { number: 1, state: "open", updated_at: "2026-11-20T08:15:00Z", head, base } });
  await admitted(bench);
}

async function admitted(bench: BenchTop): Promise<void> {
  while ((await bench.store.inbox.count()).waiting > 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

const guards = (bench: BenchTop) => bench.store.repairs.guards({ repositoryId: 7, number: 1, most: 9 });

test.each(["", "gate: {govern: own}\n", "gate: {govern: all}\ndry_run: true\n", "gate: {govern: all}\nenabled: false\n"])("under %j a push to somebody's pull request leaves no row and no ledger entry", async (gate) => {
  const bench = await settled(gate);
  await tellPull(bench);
  expect([await guards(bench), await bench.store.ledger.head()]).toEqual([[], null]);
});

test("where the gate governs all of them, the head is guarded", async () => {
  const bench = await settled("gate: {govern: all}\n");
  await tellPull(bench);
  expect((await guards(bench)).map(({ subject }) => subject.head_sha)).toEqual([bench.cell.read().branches.topic]);
});

test("when the default branch begins to say so, the pull requests that are open get their guards, each once", async () => {
  const bench = await settled("gate: {govern: own}\n");
  await tellPull(bench);
  commitOn(bench.cell, "main", { ".github/regreen.yml": "version: 1\ngate: {govern: all}\n" });
  const push = { ...envelope, ref: "refs/heads/main", commits: [{ message: "Govern all", added: [], modified: [".github/regreen.yml"], removed: [] }] };
  await bench.tell("push", push, "guid-first");
  await admitted(bench);
  await bench.tell("push", push, "guid-second");
  await admitted(bench);
  expect((await guards(bench)).map(({ subject }) => subject.head_sha)).toEqual([bench.cell.read().branches.topic]);
});

test("a push that changes something else asks GitHub nothing about guards", async () => {
  const bench = await settled("gate: {govern: all}\n");
  await bench.tell("push", { ...envelope, ref: "refs/heads/main", commits: [{ message: "a", added: [], modified: ["README.md"], removed: [] }] });
  await admitted(bench);
  expect(await guards(bench)).toEqual([]);
});
