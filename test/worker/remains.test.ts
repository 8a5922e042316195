/** A fix that leaves only what CI's log had named is no failure of the skill, as far as the App can see that by itself; and a person can put a skill on trial again. */
import { afterEach, expect, test } from "@jest/globals";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import type { Finding } from "../../src/core/fix/finding.ts";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import { digestOf } from "../../src/core/identity/digest.ts";
import { ExecutionId, PlanId } from "../../src/core/identity/identifier.ts";
import { openRequest } from "../../src/core/request/open-request.ts";
import { defaultBounds } from "../../src/core/skill/standing/bounds.ts";
import type { SkillExecution } from "../../src/core/skill/standing/skill-execution.ts";
import { openBenchTop, type BenchTop } from "./bench-top.ts";
import { later, repository } from "../adapters/store/samples.ts";
import { endFixJob, failOn, green, lintLog, red, runCompleted } from "./red-repository.ts";

let top: BenchTop | null = null;
afterEach(async () => { await top?.close(); top = null; });

const log = lintLog.replace("  no-var\n", "  no-var\n2026-11-20T08:15:10.1000000Z   9:1  error  'start' is not defined  no-undef\n").replace("1 problem (1 error", "2 problems (2 errors");
const finding = (rule: string): Finding => ({ file: "src/app.js", line: 9, rule, message: `${rule} is wrong` });
const honest = renderPatch([{ path: "src/app.js", before: Buffer.from(red), after: Buffer.from(green), beforeMode: "100644", afterMode: "100644" }]);
const forbidden = renderPatch([{ path: ".github/workflows/ci.yml", before: null, after: Buffer.from("on: push\n"), beforeMode: "100644", afterMode: "100644" }]);

/** What became of the repair, and what is kept of the skill, when the job says that this is left and shows this patch. */
async function ended(left: string, partial: Uint8Array | undefined, named = partial): Promise<{ readonly reason: string | null; readonly outcome: unknown; readonly left: unknown }> {
  const bench = top = await openBenchTop();
  failOn(bench.cell, { logs: { lint: log } });
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  const checks = [{ name: "eslint", argv: ["npx", "eslint"], before: { exit: 1, summary: "2 problems", findings: [finding("no-var"), finding(left)] }, after: { exit: 1, summary: "1 problem", findings: [finding(left)] } }];
  const result = { outcome: "failed", reason: "after the fix, eslint still does not pass: 1 problem", patch_sha256: null, checks, ...(named === undefined ? {} : { partial_sha256: digestOf(named) }) } as const;
  await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell, { result, ...(partial === undefined ? {} : { partial }) })));
  const { reason, subject } = await bench.until(({ step }) => step === "closed");
  const { executions } = await bench.store.skillRecords.history({ repo: subject.repository.name, most: 10 });
  return { reason, outcome: executions.map(({ outcome }) => outcome), left: executions[0]?.remains };
}

test("what is left stood in CI's log, and the patch keeps the contract: a person is told what is left, and nothing counts against the skill", async () => {
  expect(await ended("no-undef", honest)).toEqual({
    reason: "the tool mended what it can, and one finding remains that it has no automatic fix for: src/app.js:9 no-undef. A fix is kept only whole, so nothing of it is; it does not count against eslint-fix",
    outcome: ["remains"], left: [{ file: "src/app.js", line: 9, rule: "no-undef" }],
  });
});

test.each<[string, string, Uint8Array | undefined, Uint8Array | undefined]>([
  ["a finding that CI's log did not name", "no-eval", honest, honest],
  ["no patch", "no-undef", undefined, honest],
  ["another patch than the result names", "no-undef", honest, forbidden],
  ["a patch that touches a workflow", "no-undef", forbidden, forbidden],
  ["a patch that does not fit the commit", "no-undef", Buffer.from("--- a/src/app.js\n+++ b/src/app.js\n@@ -1 +1 @@\n-nothing like it\n+x\n"), undefined],
])("a job that shows %s is not believed", async (_, left, partial, named) => {
  expect(await ended(left, partial, named ?? partial)).toMatchObject({ reason: expect.stringContaining("the fix did not hold, and was rolled back"), outcome: ["post_check_failed"] });
});

test("a skill that was rolled back is refused by name; told to retry it, the App runs it again", async () => {
  const bench = top = await openBenchTop();
  const [skill] = (await loadSkills(builtInSkillsFolder())).filter(({ name }) => name === "eslint-fix");
  if (skill === undefined) throw new Error("there is no eslint-fix");
  const executions = ["0001", "0002"].map((number): SkillExecution => ({
    execution: ExecutionId.parse(`exec_20261120_080000_${number}`), plan_id: PlanId.parse(`plan_${digestOf(number)}`), skill: skill.name, version: skill.contract.version, digest: skill.digest, repo: repository.name,
    surface: "app", outcome: "post_check_failed", tokens: 0, seconds: 2, files: 0, lines: 0, begins_as: "promoted", at: later(1),
  }));
  await bench.store.skillRecords.keep({ record: { executions, aftermaths: [], bounds: defaultBounds }, repair: null, at: later(2) });
  failOn(bench.cell);
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  expect((await bench.until(({ step }) => step === "closed")).reason).toContain("eslint-fix 1.1.0 was rolled back in this repository (2 of 2 runs failed (limit 5 %)");
  const asked = openRequest({ repository, origin: { kind: "operator", number: null }, actor: "octo", machine: false, lines: ["retry eslint-fix its plugin was broken, and is mended"], dryRun: false, occasion: "once" }, { at: bench.clock.now(), seed: "k3f9" });
  await bench.store.requests.open([asked], bench.clock.now());
  bench.nudge();
  const answered = async () => (await bench.store.requests.find(asked.request.id))?.outcomes[0]?.text;
  for (let look = 0; look < 100 && (await answered()) === undefined; look += 1) await bench.clock.sleep(0.1, AbortSignal.timeout(5_000));
  expect(await answered()).toContain("is on trial again in this repository, by `octo`");
  failOn(bench.cell, { branch: "topic", runId: 901 });
  await bench.tell("workflow_run", runCompleted(bench.cell, 901));
  expect((await bench.until(({ plan }) => plan !== null, 1)).plan?.steps.map((step) => step.skill.name)).toEqual(["eslint-fix"]);
});
