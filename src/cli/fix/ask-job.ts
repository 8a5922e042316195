/** `--job`: from a job of the repository's own workflows to what is run here in its place, or to the folder that a log of it is about. */
import { join, relative } from "node:path";
import { findStep, nameOf, stepsOfJob, type StepAsked } from "../../core/workflow/find-step.ts";
import { placeInFolder } from "../../core/workflow/place-in-folder.ts";
import { scriptSteps, type ScriptStep } from "../../core/workflow/script-steps.ts";
import type { Io } from "../command.ts";
import { textTable } from "../text-table.ts";
import { UsageError } from "../usage-error.ts";
import type { RunSource } from "./options.ts";
import type { Failure } from "./read-failure.ts";
import { readWorkflows } from "./read-workflows.ts";

/** The step's script, in its folder, with its environment, by the shell that the runner would take. Throws UsageError with the steps that could be meant. */
export function runOfJob(asked: StepAsked, checkout: string, io: Io): RunSource {
  const finding = findStep(scriptSteps(readWorkflows(checkout)), asked);
  if (finding.kind === "none") throw new UsageError(finding.problem, finding.offers.length === 0 ? "See them all: regreen fix --jobs" : `Name one by --job and --step:\n${stepTable(finding.offers)}`);
  const { step } = finding;
  const shown = step.script.includes("\n") ? step.name : step.script;
  const unknown = step.unknown.length === 0 ? "" : `; without ${step.unknown.join(", ")}, which only a run on GitHub knows`;
  io.stderr.write(`$ ${shown}   (${nameOf(step.workflow)}: ${step.jobName}${step.folder === "" ? "" : `, in ${step.folder}`}${unknown})\n`);
  return { kind: "run", command: step.script, as: { check: shown, directory: join(checkout, step.folder), environment: { CI: "true", ...step.environment }, shell: step.shell } };
}

/** A log does not show its step's `working-directory`: where the workflow says it, files are looked for there. Throws UsageError where no job, or jobs of several workflows, are called so. */
export function placedByJob(failure: Failure, job: string, checkout: string): Failure {
  const workflows = readWorkflows(checkout);
  const steps = stepsOfJob(scriptSteps(workflows), job);
  const meant = workflows.filter(({ path }) => steps.some(({ workflow }) => workflow === path));
  const [workflow, other] = meant;
  if (workflow === undefined) throw new UsageError(`No job "${job}" of this repository's workflows runs a script`, "See them all: regreen fix --jobs");
  if (other !== undefined) throw new UsageError(`${String(meant.length)} workflows have a job "${job}"`, `Name one of them: ${meant.map(({ path }) => `--job ${nameOf(path)}:${job}`).join(", ")}`);
  const shown = steps[0]?.jobName ?? job;
  return { ...failure, diagnosis: { ...failure.diagnosis, reports: failure.diagnosis.reports.map((report) => placeInFolder(report, shown, workflow.file)) } };
}

/** `regreen fix --jobs`. */
export function listSteps(checkout: string, io: Io, form: "text" | "json"): void {
  const steps = scriptSteps(readWorkflows(checkout));
  if (form === "json") io.stdout.write(`${JSON.stringify({ version: 1, steps: steps.map((step) => ({ ...step, directory: relative(io.directory, join(checkout, step.folder)) || "." })) }, null, 2)}\n`);
  else io.stdout.write(steps.length === 0 ? "No workflow of this repository runs a script.\n" : `${stepTable(steps)}\n`);
}

function stepTable(steps: readonly ScriptStep[]): string {
  const several = new Set(steps.map(({ workflow }) => workflow)).size > 1;
  const rows = steps.map((step) => [`--job ${several ? `${nameOf(step.workflow)}:` : ""}${step.job}`, `--step ${String(step.number)}`, step.name, step.obstacle ?? (step.setsUp ? "sets up" : "")]);
  return textTable([["JOB", "STEP", "WHAT IT RUNS", ""], ...rows]).trimEnd();
}
