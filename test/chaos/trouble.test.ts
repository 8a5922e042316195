import { afterEach, describe, expect, test } from "@jest/globals";
import { Fault } from "../../src/core/fault/fault.ts";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import type { GitHubReader } from "../../src/ports/github.ts";
import { createTravellingClock } from "../flow/travelling-clock.ts";
import { impatientClock, openBenchTop, type BenchTop, type BenchTopOptions } from "../worker/bench-top.ts";
import { endFixJob, failOn, red, runCompleted, type Lie } from "../worker/red-repository.ts";
import { after } from "../../src/core/identity/timestamp.ts";
import { Measurement } from "../../src/core/telemetry/slo/measure.ts";
import type { Repair } from "../../src/core/repair/repair.ts";
import { repairIn } from "../core/repair/a-repair.ts";
import { commitOn, type GitHubState } from "../worker/scripted-github.ts";

let top: BenchTop | null = null;
afterEach(async () => { await top?.close(); top = null; });

async function failing(options: BenchTopOptions = {}, files: Record<string, string> = {}, logs?: Record<string, string>): Promise<BenchTop> {
  top = await openBenchTop(options);
  failOn(top.cell, { files, ...(logs === undefined ? {} : { logs }) });
  return top;
}

async function tellRun(bench: BenchTop): Promise<void> {
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
}

async function ended(bench: BenchTop, lie: Lie): Promise<void> {
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell, lie)));
}

const patchOf = (path: string, before: string, after: string): Uint8Array =>
  renderPatch([{ path, before: Buffer.from(before), after: Buffer.from(after), beforeMode: "100644", afterMode: "100644" }]);

describe("what is not ours is closed in silence", () => {
  const cases: readonly [string, Record<string, string>, ((state: GitHubState) => void) | null][] = [
    ["the repository's configuration says enabled: false", { ".github/regreen.yml": "version: 1\nenabled: false\n" }, null],
    ["the branch main is not among react.branches", { ".github/regreen.yml": "version: 1\nreact: {branches: [release]}\n" }, null],
    ["react.default_branch is off", { ".github/regreen.yml": "version: 1\nreact: {default_branch: off}\n" }, null],
    ["the check CI is not one to react to", { ".github/regreen.yml": "version: 1\nreact: {ignore_checks: [CI]}\n" }, null],
    ["no configuration", {}, (state) => { for (const files of Object.values(state.commits)) delete files[".github/regreen.yml"]; }],
    ["GitHub does not know the failed run any more", {}, (state) => { state.runs = []; }],
    ["it was run again: that attempt tells how it ended", {}, (state) => { state.runs = state.runs.map((run) => ({ ...run, attempt: 2 })); }],
  ];
  test.each(cases)("%s", async (reason, files, change) => {
    const bench = await failing({}, files);
    const payload = runCompleted(bench.cell, 900);
    if (change !== null) bench.cell.change(change);
    await bench.tell("workflow_run", payload);
    expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "skipped", reason });
    expect(bench.cell.read().writes).toEqual([]);
  });

  test("a branch that has moved on", async () => {
    const bench = await failing();
    commitOn(bench.cell, "main", { "README.md": "new" });
    await tellRun(bench);
    expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "skipped", reason: expect.stringContaining("has moved on") });
  });

  test("a dry run decides everything, and writes nothing", async () => {
    const bench = await failing({}, { ".github/regreen.yml": "version: 1\ndry_run: true\n" });
    await tellRun(bench);
    expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ phase: "THINK", status: "skipped", reason: "dry run: would run eslint-fix" });
    expect(bench.cell.read().writes).toEqual([]);
  });
});

test("a configuration with a mistake gives one check run that names the line", async () => {
  const bench = await failing({}, { ".github/regreen.yml": "version: 1\nenabeld: true\n" });
  await tellRun(bench);
  expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "skipped", reason: expect.stringContaining(".github/regreen.yml:2:") });
  await bench.until(() => bench.cell.read().writes.length > 0);
  expect(bench.cell.read().writes).toEqual(["check regreen/configuration failure"]);
});

describe("what the fix job leaves is not believed", () => {
  const hostile = patchOf("src/app.js", red, "fetch('https://evil.test');\nexport { answer };\n");
  const traversal = new TextEncoder().encode("diff --git a/../x b/../x\nnew file mode 100644\n--- /dev/null\n+++ b/../x\n@@ -0,0 +1 @@\n+x\n");
  const symlink = new TextEncoder().encode("diff --git a/src/link b/src/link\nnew file mode 120000\n--- /dev/null\n+++ b/src/link\n@@ -0,0 +1 @@\n+/etc/passwd\n\\ No newline at end of file\n");
  const cases: readonly [string, Lie, string][] = [
    ["a result of another plan", { result: { plan_id: `plan_${"a".repeat(64)}` as never } }, "about another plan"],
    ["a replay under another nonce", { result: { nonce: "0".repeat(32) } }, "nonce"],
    ["a patch that is not the one named", { result: { patch_sha256: "0".repeat(64) as never } }, "not the patch that result.json names"],
    ["a patch outside the plan", { patch: patchOf("README.md", "", "pwned\n") }, "is not in the base"],
    ["a patch to another file of the repository", { patch: patchOf("ModLog.md", "# ModLog\n", "# Mine\n") }, "allowed-paths"],
    ["a protected file", { patch: patchOf(".github/regreen.yml", "version: 1\nreact: {branches: [\"**\"]}\n", "version: 1\n") }, "protected"],
    ["a patch that leaves the repository", { patch: traversal }, "patch"],
    ["a symlink", { patch: symlink }, "patch"],
    ["a patch made on something else", { patch: patchOf("src/app.js", "let other;\n", "const other;\n") }, "patch"],
    ["a post-check that failed", { result: { checks: [{ name: "eslint", argv: ["eslint"], before: { exit: 1, summary: "1" }, after: { exit: 1, summary: "1" } }] } }, "post-checks"],
    ["no post-check at all", { result: { checks: [] } }, "post-checks"],
    ["bytes that are no patch", { patch: hostile.slice(3) }, "patch"],
    ["a refusal", { result: { outcome: "refused", reason: "the fix replaced a link", patch_sha256: null } }, "refused the plan: the fix replaced a link"],
    ["a fix that did not hold", { result: { outcome: "failed", reason: "post-check failed", patch_sha256: null } }, "did not hold"],
  ];
  test.each(cases)("%s: nothing is written but the issue", async (_name, lie, reason) => {
    const bench = await failing();
    await tellRun(bench);
    await ended(bench, lie);
    expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "escalated", issue: 100, reason: expect.stringContaining(reason), offer: null });
    expect(bench.cell.read().writes.map((write) => write.split(" ")[0])).toEqual(["dispatch", "issue"]);
  });

  test("a fix that changed nothing ends the repair without a word", async () => {
    const bench = await failing();
    await tellRun(bench);
    await ended(bench, { result: { outcome: "unchanged", reason: "nothing to do", patch_sha256: null } });
    expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "skipped", reason: "the skills changed nothing: nothing to do" });
  });
});

describe("a fix job that cannot work here is not the fault of the code: one failed check, no issue, and the reason", () => {
  const toldByCheck = ["check regreen/fix-job failure"];
  const notDispatches = (bench: BenchTop): readonly string[] => bench.cell.read().writes.filter((write) => !write.startsWith("dispatch"));

  test("lost again and again: it is tried under a fresh plan, three times at most, after pauses of one minute and four", async () => {
    const clock = createTravellingClock();
    const bench = await failing({ clock });
    await tellRun(bench);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await bench.until((repair) => repair.attempts === attempt);
      await ended(bench, { conclusion: "cancelled", artifact: "none" });
      if (attempt === 3) break;
      const pause = 60 * 4 ** (attempt - 1);
      await bench.until(({ reason }) => reason?.includes("it is started again in") === true);
      clock.forward(pause - 5);
      bench.nudge();
      expect(await bench.until(({ attempts }) => attempts === attempt)).toMatchObject({ step: "collect" });
      clock.forward(6);
      bench.nudge();
    }
    expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "failed", attempts: 3, violations: 0, reason: expect.stringContaining("3 attempts were made") });
    await bench.until(() => notDispatches(bench).length > 0);
    const { writes } = bench.cell.read();
    expect([new Set(writes.filter((write) => write.startsWith("dispatch"))).size, notDispatches(bench)]).toEqual([3, toldByCheck]);
  });

  test("that is not installed", async () => {
    const bench = await failing({
      writer: (writer) => ({ perform: (repository, effect) => (effect.kind === "dispatch_fix" ? Promise.reject(new Fault("github-missing", { detail: "regreen-fix.yml" })) : writer.perform(repository, effect)) }),
    });
    await tellRun(bench);
    expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "failed", reason: expect.stringContaining("could not be started: github-missing") });
    await bench.until(() => bench.cell.read().writes.length > 0);
    expect(bench.cell.read().writes).toEqual(toldByCheck);
  });

  test("that says so itself", async () => {
    const bench = await failing();
    await tellRun(bench);
    await ended(bench, { result: { outcome: "refused", reason: "eslint is not installed here", set_up: true, patch_sha256: null } });
    expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "failed", issue: null, reason: "the fix job is not set up for this: eslint is not installed here" });
    await bench.until(() => notDispatches(bench).length > 0);
    expect(notDispatches(bench)).toEqual(toldByCheck);
  });
});

test("an executable file that is mended stays executable in the commit", async () => {
  const modes: string[] = [];
  const bench = await failing({
    reader: (reader) => ({ ...reader, regularFile: async (...asked) => { const file = await reader.regularFile(...asked); return file === null ? null : { ...file, mode: "100755" }; } }),
    writer: (writer) => ({ perform: (repository, effect) => {
      if (effect.kind === "push_commit") modes.push(...effect.files.filter(({ path }) => path === "src/app.js").map(({ mode }) => mode));
      return writer.perform(repository, effect);
    } }),
  });
  await tellRun(bench);
  await ended(bench, {});
  await bench.until(({ offer }) => offer?.number === 1);
  expect(modes).toEqual(["100755"]);
});

describe("GitHub in trouble", () => {
  const failingReads = (times: number, fault: () => Error): BenchTopOptions["reader"] => (reader): GitHubReader => {
    let left = times;
    return { ...reader, jobs: (repository, run) => (left-- > 0 ? Promise.reject(fault()) : reader.jobs(repository, run)) };
  };

  test("that does not answer is asked again until it does", async () => {
    const reader = failingReads(2, () => new Fault("github-unavailable", { retryAfterSeconds: 0 }));
    const bench = await failing({ ...(reader === undefined ? {} : { reader }) });
    await tellRun(bench);
    expect(await bench.until(({ step }) => step === "collect")).toMatchObject({ violations: 0 });
  });

  test("that permits nothing any more closes the repair, and nothing is written", async () => {
    const reader = failingReads(9, () => new Fault("github-forbidden", { detail: "suspended" }));
    const bench = await failing({ ...(reader === undefined ? {} : { reader }) });
    await tellRun(bench);
    expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "failed", reason: expect.stringContaining("suspended") });
    expect(bench.cell.read().writes).toEqual([]);
  });

  test("that answers an effect with a 502 after doing it is not asked to do it twice", async () => {
    let broken = 2;
    const bench = await failing({
      clock: impatientClock,
      writer: (writer) => ({
        async perform(repository, effect) {
          const receipt = await writer.perform(repository, effect);
          if (broken-- > 0) throw new Fault("github-unavailable", { retryAfterSeconds: 0 });
          return receipt;
        },
      }),
    });
    await tellRun(bench);
    await ended(bench, {});
    await bench.until(({ offer }) => offer?.number === 1);
    expect(bench.cell.read().writes.map((write) => write.split(" ")[0]).filter((write) => write !== "check")).toEqual(["dispatch", "evidence", "push", "pull"]);
  });
});

describe("patience", () => {
  const old = "2020-01-01T00:00:00.000Z" as never;
  const stuck = async (bench: BenchTop, change: Partial<Repair>): Promise<void> => {
    const repair = repairIn("THINK", { step: "collect", offer: null, opened_at: old, progressed_at: old, ...change });
    await bench.store.repairs.open([{ repair, due: repair.opened_at, key: "stuck" }], [], bench.clock.now());
    bench.nudge();
  };

  test("is over after 90 minutes without progress: a person gets the diary", async () => {
    const bench = await failing();
    await stuck(bench, { stood_still: { seconds: 5_400, at: old } });
    expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "escalated", issue: 100, reason: expect.stringMatching(/^nothing moved for \d+ minutes$/) });
  });

  test("is over after three refused moves, each sworn to", async () => {
    // The store gives other bytes than were recorded, as if somebody had altered the evidence.
    const bench = await failing({ wrap: (store) => ({ ...store, close: () => store.close(), evidence: { ...store.evidence, contents: (names) => Promise.resolve(new Map(names.map((name) => [name, new TextEncoder().encode("{}")]))) } }) });
    await tellRun(bench);
    await ended(bench, {});
    for (let violations = 1; violations <= 3; violations += 1) {
      const { id } = await bench.until((repair) => repair.violations === violations);
      await bench.store.repairs.wake([{ by: "fix", id }], bench.clock.now());
      bench.nudge();
    }
    const repair = await bench.until(({ step }) => step === "closed");
    expect(repair).toMatchObject({ phase: "THINK", status: "escalated", violations: 3, reason: "3 moves were refused", offer: null });
    const refusals = (await bench.store.ledger.ofRepair(repair.id)).filter(({ kind }) => kind === "phase_refused");
    expect(refusals.map(({ payload }) => payload.rule)).toEqual(["forged", "forged", "forged"]);
    const body = bench.cell.read().issues[0]?.body ?? "";
    expect(body).toMatch(/it began THINK, what could go wrong[\s\S]*it was refused to go on to IMPLEMENT: [^\n]+ \(refusal 1 of 3\)[\s\S]*\(refusal 3 of 3\)/);
    const counted = new Measurement();
    for await (const entry of bench.store.ledger.measured(after(bench.clock.now(), -3_600))) counted.take(entry);
    expect(counted.report({ from: old, to: bench.clock.now(), ended: [repair] }).counters).toMatchObject({ phase_validations_failed: 3, evidence_gate_failed: 3, phase_skips_attempted: 0 });
  });
});

test("a delivery that is no JSON is ignored by name, and the next is served", async () => {
  const bench = await failing();
  await bench.store.inbox.append([{ guid: "broken", event: "workflow_run", body: Buffer.from("{"), receivedAt: "2026-11-20T08:15:00.000Z" as never, installationId: 42 }]);
  await tellRun(bench);
  await bench.until(({ step }) => step === "collect");
  expect(await bench.store.inbox.count()).toMatchObject({ waiting: 0, done: 1, ignored: 1, dead: 0 });
});
