/** The step that somebody means by a job's name and, where it has several, a step's. Pure. */
import type { ScriptStep } from "./script-steps.ts";
import { isShownAs } from "./working-directory.ts";

export interface StepAsked {
  /** The job's key or name, as GitHub shows it; `ci:lint` where several workflows have one of that name. */
  readonly job: string;
  /** Its number, its name, or the first line of its script; null: the only one that checks something. */
  readonly step: string | null;
}

export type StepFinding =
  | { readonly kind: "found"; readonly step: ScriptStep }
  /** `offers`: those that could be meant. */
  | { readonly kind: "none"; readonly problem: string; readonly offers: readonly ScriptStep[] };

export function findStep(steps: readonly ScriptStep[], asked: StepAsked): StepFinding {
  const ofJob = stepsOfJob(steps, asked.job);
  if (ofJob.length === 0) return none(`No job "${asked.job}" of this repository's workflows runs a script`, steps);
  const meant = asked.step === null ? checking(ofJob) : ofJob.filter((step) => isCalled(step, asked.step ?? ""));
  const [step, other] = meant;
  if (step === undefined) return none(`The job "${asked.job}" has no step "${asked.step ?? ""}" that runs a script`, ofJob);
  if (other !== undefined) return none(`${String(meant.length)} steps could be meant`, meant);
  return step.obstacle === null ? { kind: "found", step } : none(`The step "${step.name}" cannot be run here: ${step.obstacle}`, []);
}

/** What installs is left out, unless there is nothing else. */
function checking(steps: readonly ScriptStep[]): readonly ScriptStep[] {
  const left = steps.filter(({ setsUp }) => !setsUp);
  return left.length === 0 ? steps : left;
}

export function stepsOfJob(steps: readonly ScriptStep[], job: string): readonly ScriptStep[] {
  const named = steps.filter((step) => step.job === job || isShownAs(step.jobName, job));
  if (named.length > 0 || !job.includes(":")) return named;
  const at = job.indexOf(":");
  const [workflow, rest] = [job.slice(0, at), job.slice(at + 1)];
  return steps.filter((step) => (step.workflow === workflow || nameOf(step.workflow) === workflow) && (step.job === rest || isShownAs(step.jobName, rest)));
}

function isCalled({ number, name, script }: ScriptStep, step: string): boolean {
  return String(number) === step || name === step || name === `Run ${step}` || script.split("\n", 1)[0] === step;
}

/** `.github/workflows/ci.yml`: ci. */
export function nameOf(workflow: string): string {
  return workflow.slice(workflow.lastIndexOf("/") + 1).replace(/\.ya?ml$/, "");
}

function none(problem: string, offers: readonly ScriptStep[]): StepFinding {
  return { kind: "none", problem, offers };
}
