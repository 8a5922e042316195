import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { Receipt } from "../../core/repair/effect.ts";

/** Runs of the operator's operations: a key is begun once, by whoever is first. */
export interface OperationRuns {
  /** `unfinished`: it was begun before, and no end is known (its process may have been killed, or is still at it). */
  begin(key: string, at: Timestamp): Promise<{ readonly kind: "begun" } | { readonly kind: "unfinished" } | { readonly kind: "ended"; readonly receipt: Receipt }>;
  /** Keeps how it ended; a second end changes nothing. */
  end(key: string, receipt: Receipt): Promise<void>;
}
