/** In which folder a step of a job runs: its own `working-directory`, else the job's, else the workflow's. Pure. */
import type { WorkflowFile, WorkflowJob, WorkflowStep } from "./workflow-file.ts";

/** As GitHub shows them, with the first line of the step's script as the log shows it. */
export interface StepSought { readonly job: string; readonly step: string | null; readonly command: string | null }

/** Relative to the repository, without a final slash; empty: its root. Null: the file does not tell (no such step, several in different folders, a folder that only the run knows). */
export function workingDirectory(file: WorkflowFile, sought: StepSought): string | null {
  const jobs = Object.entries(file.jobs).filter(([key, job]) => isShownAs(job.name ?? key, sought.job));
  const folders = new Set(jobs.flatMap(([, job]) => stepsOf(job, sought).map((step) => folderOfStep(step, job, file))));
  const [folder] = folders;
  return folders.size === 1 ? folder ?? null : null;
}

/** Of one step. Null: only the run knows it. */
export function folderOfStep(step: WorkflowStep, job: WorkflowJob, file: WorkflowFile): string | null {
  return relative(step["working-directory"] ?? job.defaults?.run?.["working-directory"] ?? file.defaults?.run?.["working-directory"] ?? ".");
}

/** Steps that run a script: those of an action have no working directory. Where GitHub tells the step's name that decides; else the script's first line. */
function stepsOf(job: WorkflowJob, { step: shown, command }: StepSought): readonly WorkflowStep[] {
  const scripts = (job.steps ?? []).filter(({ run }) => typeof run === "string");
  const firstLine = ({ run }: WorkflowStep): string => (run ?? "").trimStart().split("\n", 1)[0]?.trim() ?? "";
  const named = shown === null ? [] : scripts.filter((step) => (step.name == null ? `Run ${firstLine(step)}` === shown : isShownAs(step.name, shown)));
  return named.length > 0 || command === null ? named : scripts.filter((step) => firstLine(step) === command.trim());
}

/** `lint` is shown as `lint`, of a matrix as `lint (18, ubuntu)`; where a name has expressions, what stands between them must be there in order. Linear in both. */
export function isShownAs(name: string, shown: string): boolean {
  const literals = name.split(/\$\{\{[^}]*\}\}/);
  if (literals.length === 1) return shown === name || (shown.startsWith(`${name} (`) && shown.endsWith(")"));
  const [first = "", last = ""] = [literals[0], literals.at(-1)];
  // A name that is nothing but expressions could be any.
  if (literals.every((literal) => literal.trim() === "") || !shown.startsWith(first) || !shown.endsWith(last)) return false;
  let at = first.length;
  for (const literal of literals.slice(1)) {
    const found = shown.indexOf(literal, at);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return true;
}

/** Null for a path from the machine's root or out of the repository, and for one that only the run knows. */
function relative(folder: string): string | null {
  if (/^[/~]|[$\\]/.test(folder)) return null;
  const parts = folder.split("/").filter((part) => part !== "" && part !== ".");
  return parts.includes("..") ? null : parts.join("/");
}
