import type { FixOutcome } from "../core/fix/result.ts";

/** Ends an execution before it has changed anything: an expected outcome, said in plain words. */
export class Refusal extends Error {
  readonly outcome: Extract<FixOutcome, "refused" | "failed">;
  /** True when a set-up step is what is missing. */
  readonly toolMissing: boolean;

  constructor(outcome: "refused" | "failed", reason: string, about: { readonly toolMissing: boolean } = { toolMissing: false }) {
    super(reason);
    this.name = "Refusal";
    this.outcome = outcome;
    this.toolMissing = about.toolMissing;
  }
}
