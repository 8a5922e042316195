/** Stand-ins for GitHub's own actions: the same inputs, and the same effect on the workspace. */
import type { JobState } from "../job/job-state.ts";
import type { StepOutput } from "../log/step-output.ts";

export interface BuiltInCall {
  readonly state: JobState;
  /** `with:`, rendered. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly output: StepOutput;
}

export interface BuiltInOutcome {
  readonly ok: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  /** Run after all steps, in reverse order. */
  readonly post: (() => Promise<void>) | null;
}

export type BuiltIn = (call: BuiltInCall) => Promise<BuiltInOutcome>;

/** Fails the step in words. */
export function failed(output: StepOutput, message: string): BuiltInOutcome {
  output.error(message);
  return { ok: false, outputs: {}, post: null };
}

/** Names inputs that the stand-in does not know: nothing is skipped in silence. */
export function unknownInputs(inputs: Readonly<Record<string, string>>, known: readonly string[]): string | null {
  const unknown = Object.keys(inputs).filter((name) => !known.includes(name));
  return unknown.length === 0 ? null : `inputs not supported by this runner's stand-in: ${unknown.join(", ")}`;
}
