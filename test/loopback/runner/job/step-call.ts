/** One step as it is being run: what it was given, and what came of it. */
import type { StepOutput } from "../log/step-output.ts";
import type { CommandFiles } from "./file-commands.ts";
import type { JobState } from "./job-state.ts";

export interface StepCall {
  readonly state: JobState;
  readonly output: StepOutput;
  readonly files: CommandFiles;
  /** `env:` of the step, rendered. */
  readonly own: Readonly<Record<string, string>>;
  /** Ends the step: the job's time, the step's own, or the runner's stop. */
  readonly signal: AbortSignal;
}

/** Something to do after all steps, in reverse order. */
export interface PostStep {
  readonly name: string;
  readonly condition: string;
  readonly run: (call: StepCall) => Promise<boolean>;
}

export interface StepResult { readonly ok: boolean; readonly outputs: Readonly<Record<string, string>>; readonly post: PostStep | null }
