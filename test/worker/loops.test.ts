/** Row E9: what would go round in circles, or be done fifty times, is seen and stopped. */
import { afterEach, expect, test } from "@jest/globals";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import { after } from "../../src/core/identity/timestamp.ts";
import { Measurement } from "../../src/core/telemetry/slo/measure.ts";
import type { GitSha } from "../../src/core/identity/identifier.ts";
import { openBenchTop, type BenchTop, type BenchTopOptions } from "./bench-top.ts";
import { endFixJob, failOn, green, lintLog, red, runCompleted, type Lie } from "./red-repository.ts";
import { aCheck, commitOn } from "./scripted-github.ts";

let top: BenchTop | null = null;
afterEach(async () => { await top?.close(); top = null; });

async function opened(options: BenchTopOptions = {}): Promise<BenchTop> {
  top = await openBenchTop(options);
  return top;
}

async function fixed(bench: BenchTop, lie: Lie = {}): Promise<void> {
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell, lie)));
}

async function offeredOnMain(bench: BenchTop): Promise<void> {
  failOn(bench.cell);
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  await fixed(bench);
  await bench.until(({ offer }) => offer?.number === 1 && offer.commit_sha !== null);
}

test("the same failure on main and on two pull requests is mended once, on main; each pull request is told by a check", async () => {
  const bench = await opened();
  await offeredOnMain(bench);
  for (const [index, branch] of ["topic", "other"].entries()) {
    const head = failOn(bench.cell, { branch, runId: 950 + index });
    bench.cell.change((state) => { const [pull] = state.pulls; if (pull !== undefined) state.pulls.push({ ...pull, number: 7 + index, author: "mona", headBranch: branch, headSha: head }); });
    await bench.tell("workflow_run", runCompleted(bench.cell, 950 + index));
    const told = await bench.until(({ step }) => step === "closed", index + 1);
    expect(told).toMatchObject({ status: "skipped", attempts: 0, reason: expect.stringContaining("mended at its source: pull request #1 mends main") });
    await bench.until(() => bench.cell.read().checks.some(({ name, headSha }) => name === "regreen/source" && headSha === head));
  }
  expect(bench.cell.read().writes.filter((write) => /^(dispatch|push|pull)/.test(write))).toHaveLength(3);
});

test("the same failure on fifty pull requests is mended once, on main: no fix job, no pull request and no issue for any of them, and all fifty are told", async () => {
  const bench = await opened();
  await offeredOnMain(bench);
  const topics = Array.from({ length: 50 }, (_, index) => ({ runId: 10_000 + index, branch: `topic-${index}` }));
  const heads = topics.map(({ runId, branch }, index) => {
    const head = failOn(bench.cell, { branch, runId, files: { "src/other.js": `${index}\n` } });
    bench.cell.change((state) => { const [pull] = state.pulls; if (pull !== undefined) state.pulls.push({ ...pull, number: 100 + index, author: "mona", headBranch: branch, headSha: head }); });
    return head;
  });
  for (const { runId } of topics) await bench.tell("workflow_run", runCompleted(bench.cell, runId));
  await bench.until(() => heads.every((head) => bench.cell.read().checks.some(({ name, headSha, conclusion }) => name === "regreen/source" && headSha === head && conclusion === "neutral")));
  const others = (await bench.store.repairs.list({ most: 100 })).slice(0, 50);
  expect(others.map(({ status, attempts, offer }) => [status, attempts, offer])).toEqual(others.map(() => ["skipped", 0, null]));
  expect(bench.cell.read().writes.filter((write) => /^(dispatch|push|pull|issue)/.test(write)).map((write) => write.split(" ")[0])).toEqual(["dispatch", "push", "pull"]);
});

test("four commits of bots in a row: a person is told, and nothing is offered on top", async () => {
  const bench = await opened({ reader: (reader) => ({ ...reader, authors: () => Promise.resolve(["a[bot]", "b[bot]", "regreen[bot]", "a[bot]"]) }) });
  failOn(bench.cell);
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "escalated", attempts: 0, reason: expect.stringContaining("latest 4 commits of the branch are all of bots") });
});

test("three commits of bots before a person's are nothing to stop at", async () => {
  const bench = await opened({ reader: (reader) => ({ ...reader, authors: () => Promise.resolve(["a[bot]", "b[bot]", "regreen[bot]", "mona"]) }) });
  failOn(bench.cell);
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  expect(await bench.until(({ step }) => step === "collect")).toMatchObject({ attempts: 1 });
});

test("a fix that brings back what a merged fix has changed is not offered: two tools disagree, and a person is told", async () => {
  const bench = await opened();
  await offeredOnMain(bench);
  const merged = commitOn(bench.cell, "main", { "src/app.js": green });
  bench.cell.change((state) => {
    state.pulls = state.pulls.map((pull) => ({ ...pull, state: "closed", merged: true, mergeSha: merged as GitSha }));
    state.checks.push(aCheck(2, merged));
  });
  await bench.tell("pull_request", { action: "closed", repository: { id: 7, full_name: "octo/hello", default_branch: "main" }, installation: { id: 42 }, pull_request: { number: 1 } });
  const first = await bench.until(({ step }) => step === "closed");

  failOn(bench.cell, { runId: 960, files: { "src/app.js": green }, logs: { lint: lintLog.replaceAll("no-var", "prefer-var").replace("Unexpected var, use let or const instead", "Unexpected const, use var instead") } });
  await bench.tell("workflow_run", runCompleted(bench.cell, 960));
  await fixed(bench, { patch: renderPatch([{ path: "src/app.js", before: Buffer.from(green), after: Buffer.from(red), beforeMode: "100644", afterMode: "100644" }]) });
  expect(await bench.until(({ step }) => step === "closed", 1)).toMatchObject({ status: "escalated", offer: null, reason: expect.stringContaining(`bring back what ${first.id} has just changed`) });
});

test("two fix jobs whose fix did not hold (fix.max_attempts: 2), each for a commit of its own: the third commit with the same failure starts none, a person is told, and it counts as a loop", async () => {
  const bench = await opened();
  for (const index of [0, 1, 2]) {
    failOn(bench.cell, { runId: 950 + 10 * index, files: { "src/app.js": red, "src/count.js": `${index}\n`, ".github/regreen.yml": "version: 1\nfix: {max_attempts: 2}\n" } });
    await bench.tell("workflow_run", runCompleted(bench.cell, 950 + 10 * index));
    if (index < 2) await fixed(bench, { result: { outcome: "failed", reason: "the post-check still fails", patch_sha256: null } });
    await bench.until(({ step }) => step === "closed", index);
  }
  const last = await bench.until(({ step }) => step === "closed", 2);
  expect(last).toMatchObject({ status: "escalated", attempts: 0, reason: expect.stringMatching(/^2 attempts at this failure within a day did not hold/) });
  expect((await bench.store.ledger.ofRepair(last.id)).flatMap(({ kind, payload }) => (kind === "stopped" ? [payload["loop"] ?? false] : []))).toEqual([true, false]);
});

test("two failures that a loop guard stops are two loops: the repair of the second, beside the first, counts too", async () => {
  const bench = await opened({ reader: (reader) => ({ ...reader, authors: () => Promise.resolve(["a[bot]", "b[bot]", "regreen[bot]", "a[bot]"]) }) });
  failOn(bench.cell, { files: { "src/other.js": "if (a == 1) { b(); }\n" }, logs: { lint: lintLog, other: lintLog.replaceAll("src/app.js", "src/other.js").replaceAll("no-var", "eqeqeq").replace("Unexpected var, use let or const instead", "Expected '===' and instead saw '=='") } });
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  const ended = [await bench.until(({ step }) => step === "closed"), await bench.until(({ step }) => step === "closed", 1)];
  const measurement = new Measurement();
  for await (const entry of bench.store.ledger.measured(after(bench.clock.now(), -3_600))) measurement.take(entry);
  const { objectives } = measurement.report({ from: bench.clock.now(), to: bench.clock.now(), ended });
  expect([ended.map(({ status, failures }) => [status, failures.length]), objectives.find(({ name }) => name === "loop_rate")]).toMatchObject([[["escalated", 1], ["escalated", 1]], { value: 1, sample: 2, met: false }]);
});
