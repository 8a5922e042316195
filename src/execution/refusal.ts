import type { FixOutcome } from "../core/fix/result.ts";

/** Ends an execution before it has changed anything: an expected outcome, said in plain words. */
export class Refusal extends Error {
  readonly outcome: Extract<FixOutcome, "refused" | "failed">;

  constructor(outcome: "refused" | "failed", reason: string) {
    super(reason);
    this.name = "Refusal";
    this.outcome = outcome;
  }
}
