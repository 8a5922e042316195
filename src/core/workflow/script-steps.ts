/** The steps of workflows that run a script, with all that a person's machine needs to run the same: folder, environment, shell. What only a run on GitHub knows is named. Pure. */
import { isSetUpScript } from "./set-up-script.ts";
import type { WorkflowFile, WorkflowJob, WorkflowStep } from "./workflow-file.ts";
import { folderOfStep } from "./working-directory.ts";

export interface ReadWorkflow {
  /** As in the repository: `.github/workflows/ci.yml`. */
  readonly path: string;
  readonly file: WorkflowFile;
}

export interface ScriptStep {
  readonly workflow: string;
  /** Its key in the file, and its name as GitHub shows it without a matrix. */
  readonly job: string;
  readonly jobName: string;
  /** Among those of its job that run a script, from 1. */
  readonly number: number;
  /** As GitHub shows it: its name, or `Run` and the script's first line. */
  readonly name: string;
  readonly script: string;
  /** Relative to the repository; empty: its root. */
  readonly folder: string;
  /** The values that stand in the file: the workflow's, the job's, the step's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variables whose values only a run knows (`${{ secrets.TOKEN }}`). */
  readonly unknown: readonly string[];
  /** What the runner puts before a script (docs: "Workflow syntax", jobs.<job_id>.steps[*].shell). */
  readonly shell: "bash -e" | "bash -eo pipefail" | "sh -e";
  /** It installs or sets up, and checks nothing. */
  readonly setsUp: boolean;
  /** Why it cannot be run here; null: it can. */
  readonly obstacle: string | null;
}

const EXPRESSION = /\$\{\{\s*([^}]{0,200}?)\s*\}\}/;

/** In the order of the files. */
export function scriptSteps(workflows: readonly ReadWorkflow[]): readonly ScriptStep[] {
  return workflows.flatMap(({ path, file }) => Object.entries(file.jobs).flatMap(([key, job]) => stepsOf({ path, file, key, job })));
}

interface Place { readonly path: string; readonly file: WorkflowFile; readonly key: string; readonly job: WorkflowJob }

function stepsOf(place: Place): readonly ScriptStep[] {
  const scripts = (place.job.steps ?? []).filter((step): step is WorkflowStep & { run: string } => typeof step.run === "string");
  return scripts.map((step, index) => describe(place, step, index + 1));
}

function describe({ path, file, key, job }: Place, step: WorkflowStep & { readonly run: string }, number: number): ScriptStep {
  const script = step.run.trim();
  const folder = folderOfStep(step, job, file);
  const shell = shellOf(step.shell ?? job.defaults?.run?.shell ?? file.defaults?.run?.shell ?? null, job["runs-on"]);
  const { environment, unknown } = environmentOf([file.env, job.env, step.env]);
  return {
    workflow: path, job: key, jobName: job.name ?? key, number, name: step.name ?? `Run ${script.split("\n", 1)[0] ?? ""}`, script, folder: folder ?? "", environment, unknown,
    shell: shell ?? "bash -e", setsUp: isSetUpScript(script), obstacle: obstacleOf({ script, folder, shell }),
  };
}

function obstacleOf({ script, folder, shell }: { readonly script: string; readonly folder: string | null; readonly shell: ScriptStep["shell"] | null }): string | null {
  const asked = EXPRESSION.exec(script)?.[1];
  if (asked !== undefined) return `its script asks for ${asked}, which only a run on GitHub knows`;
  if (folder === null) return "its working directory is one that only a run on GitHub knows";
  return shell === null ? "its shell is neither bash nor sh" : null;
}

/** Null: another shell; on Windows that is PowerShell where none is named. */
function shellOf(named: string | null, runsOn: unknown): ScriptStep["shell"] | null {
  if (named === null) return /windows/i.test(JSON.stringify(runsOn ?? "")) ? null : "bash -e";
  if (/^bash\b/.test(named)) return "bash -eo pipefail";
  return /^sh\b/.test(named) ? "sh -e" : null;
}

/** The nearest wins. What is no table of plain values says nothing. */
function environmentOf(tables: readonly unknown[]): Pick<ScriptStep, "environment" | "unknown"> {
  const all = new Map<string, string>();
  for (const table of tables) {
    if (typeof table !== "object" || table === null) continue;
    for (const [name, value] of Object.entries(table)) if (/^[A-Za-z_]\w{0,200}$/.test(name) && ["string", "number", "boolean"].includes(typeof value)) all.set(name, String(value));
  }
  const isKnown = ([, value]: readonly [string, string]): boolean => !value.includes("${{");
  return { environment: Object.fromEntries([...all].filter(isKnown)), unknown: [...all].filter((entry) => !isKnown(entry)).map(([name]) => name) };
}
