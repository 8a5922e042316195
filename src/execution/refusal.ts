import type { FixOutcome } from "../core/fix/result.ts";

/** Ends an execution before it has changed anything: an expected outcome, said in plain words. */
export class Refusal extends Error {
  readonly outcome: Extract<FixOutcome, "refused" | "failed">;
  /** True when a tool is not installed. */
  readonly toolMissing: boolean;
  /** True when what is wrong is how the job was set up (a tool, the checkout, the version), and not the code. */
  readonly setUp: boolean;

  constructor(outcome: "refused" | "failed", reason: string, about: { readonly toolMissing?: true; readonly setUp?: true } = {}) {
    super(reason);
    this.name = "Refusal";
    this.outcome = outcome;
    this.toolMissing = about.toolMissing === true;
    this.setUp = this.toolMissing || about.setUp === true;
  }
}
