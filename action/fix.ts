/** Mode `fix`: verify the plan, execute it on the checkout, and leave the result as an artifact. Expected outcomes, refusals too, are results; the job is green for each of them. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../src/adapters/clock/system-clock.ts";
import { localMachine } from "../src/adapters/machine/local-machine.ts";
import { findSandbox } from "../src/adapters/sandbox/find-sandbox.ts";
import { builtInSkillsFolder } from "../src/adapters/skills/read-skills.ts";
import { Fault } from "../src/core/fault/fault.ts";
import { FixPlan } from "../src/core/fix/plan.ts";
import type { FixResult } from "../src/core/fix/result.ts";
import { executePlan } from "../src/execution/execute-plan.ts";
import type { Execution } from "../src/execution/execution.ts";
import { artifactName, uploadArtifact, writeArtifact } from "./artifact.ts";
import type { Job } from "./job.ts";
import { buildSummary } from "./summary.ts";
import { addSummary, annotate, annotatePlaces, announce, setOutputs, showUntrusted, type PlacedAnnotation, type Write } from "./workflow-commands.ts";

/** Gives the exit code. Throws a Fault or Error for what keeps the job from giving a result at all. */
export async function runFix(planText: string, job: Job, write: Write): Promise<number> {
  const plan = readPlan(planText);
  if (plan === null) {
    annotate(write, "error", 'The input "plan" is not a plan of this version of Regreen. Pass on the text that the App gave to the workflow, unchanged.');
    return 1;
  }
  const execution = await execute(plan, job, write);
  const { result } = execution;
  if (execution.transcript !== "") showUntrusted(write, "What the tools said", execution.transcript);
  const folder = join(job.temporary, artifactName(result));
  mkdirSync(folder, { recursive: true });
  await uploadArtifact(artifactName(result), writeArtifact(folder, result, execution), folder);
  report(plan, result, job, write);
  return 0;
}

function readPlan(text: string): FixPlan | null {
  try {
    return FixPlan.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function execute(plan: FixPlan, job: Job, write: Write): Promise<Execution> {
  if (plan.repo.toLowerCase() !== job.repository.toLowerCase()) return refused(plan, `the plan is for ${plan.repo}, and this job belongs to ${job.repository}`);
  try {
    const sandbox = await findSandbox({ allowNone: false });
    return await executePlan({
      plan, sandbox, checkout: job.workspace, content: "commit", scratchRoot: join(job.temporary, "regreen-scratch"), clock: systemClock,
      machine: localMachine(builtInSkillsFolder()), path: job.path, syntax: null, onProgress: (what) => announce(write, what),
    });
  } catch (error) {
    if (error instanceof Fault && (error.code === "sandbox-unavailable" || error.code === "environment-missing")) return refused(plan, `${error.message} ${error.remedy}`);
    throw error;
  }
}

function refused(plan: FixPlan, reason: string): Execution {
  const result: FixResult = {
    version: 1, plan_id: plan.plan_id, nonce: plan.nonce, outcome: "refused", reason: reason.slice(0, 4000), set_up: true, patch_sha256: null, files: [], checks: [], seconds: 0,
    environment: { sandbox: "none", node: process.version, platform: `${process.platform}-${process.arch}` },
  };
  return { result, toolMissing: false, patch: new Uint8Array(), partial: null, contents: new Map(), base: new Map(), check: null, transcript: "" };
}

function report(plan: FixPlan, result: FixResult, job: Job, write: Write): void {
  addSummary(job.summaryFile, buildSummary(plan, result));
  setOutputs(job.outputFile, {
    outcome: result.outcome, reason: result.reason ?? "", "plan-id": result.plan_id, "patch-sha256": result.patch_sha256 ?? "", artifact: artifactName(result),
  });
  if (result.outcome === "changed") annotate(write, "notice", `The fix holds: ${result.files.length} changed, post-checks pass. Regreen checks it again and proposes it.`);
  else annotatePlaces(write, plannedPlaces(plan, result));
  if (result.outcome !== "changed") annotate(write, result.outcome === "unchanged" ? "notice" : "warning", `${result.outcome}: ${result.reason ?? ""}`);
}

/** The places that the plan was to mend, or its files where the skill works on whole files. */
function plannedPlaces({ steps }: FixPlan, { reason }: FixResult): readonly PlacedAnnotation[] {
  return steps.flatMap(({ skill, files, places }) => (places ?? files.map((file) => ({ file, line: null, column: null, rule: null }))).map(({ file, line, column, rule }): PlacedAnnotation => (
    { level: "error", file, line, column, title: rule === null ? skill.name : `${skill.name}: ${rule}`, message: `Not mended: ${reason ?? "there was nothing to change"}` })));
}
