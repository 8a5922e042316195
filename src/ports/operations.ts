/** Runs the operator's own operations: what the outbox asks for that is nothing of GitHub's. */
import type { Effect, Receipt } from "../core/repair/effect.ts";
import type { Repository } from "../core/repair/repair.ts";

export interface OperationRunner {
  /** Begins it at most once under its key where it cannot be looked for; what is not the operator's is a receipt of kind `refused`. Fault `operation-unavailable`. */
  run(repository: Repository, asked: Extract<Effect, { readonly kind: "run_operation" }>): Promise<Receipt>;
}
