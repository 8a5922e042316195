/** A job's log is a row of steps. A raw GitHub Actions log opens each with `##[group]Run …`; the failed one ends with `##[error]`. */
import type { FailedStep } from "./report.ts";
import type { Sighting } from "./sighting.ts";

export interface Step {
  /** First line and, for all but the last, the line before the next step. */
  readonly from: number;
  to: number;
  readonly command: string | null;
  exit: number | null;
  failed: boolean;
  suspect: boolean;
  readonly cleanUp: boolean;
}

/** Splits the log at the structural sightings; a step failed when the runner says its exit code, or, where none does so, when it marked an error in it. A log without any is one step whose outcome is not known (`failed` false). */
export function splitSteps(sightings: readonly Sighting[]): readonly Step[] {
  const steps: Step[] = [open(1, null, false)];
  for (const sighting of sightings) {
    const current = steps.at(-1);
    if (current === undefined) continue;
    if (sighting.says === "step" || sighting.says === "clean-up") {
      if (sighting.says === "clean-up" && current.cleanUp) continue;
      current.to = sighting.line - 1;
      steps.push(open(sighting.line, sighting.message, sighting.says === "clean-up"));
    } else if (sighting.says === "step-suspect") {
      current.suspect = true;
    } else if (sighting.says === "step-failed") {
      // GitLab cleans up before it says how the script ended.
      const ended = current.cleanUp ? (steps.findLast(({ cleanUp }) => !cleanUp) ?? current) : current;
      ended.failed = true;
      ended.exit ??= sighting.kind === null ? null : Number.parseInt(sighting.kind, 10);
    }
  }
  if (!steps.some((step) => step.failed)) for (const step of steps) step.failed = step.suspect;
  return steps;
}

/** The structure of the log, not what a tool says in it. */
export function isStructure({ says }: Sighting): boolean {
  return says === "command" || says === "step" || says === "step-failed" || says === "step-suspect" || says === "clean-up";
}

/** The step in which this line stands; steps are in order, and a long log has thousands. */
export function stepAt(steps: readonly Step[], line: number): Step | null {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.from ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1] ?? null;
}

/** What the report tells of the step; null where the log shows no steps. */
export function failedStep(step: Step | null): FailedStep | null {
  if (step === null || (step.command === null && step.exit === null)) return null;
  return { name: null, command: step.command, exit_code: step.exit };
}

function open(from: number, command: string | null, cleanUp: boolean): Step {
  return { from, to: Number.MAX_SAFE_INTEGER, command, exit: null, failed: false, suspect: false, cleanUp };
}
