/** What came of the fix job, as found on GitHub: told apart before anything is decided. */
import type { FixResult } from "../../fix/result.ts";

export type FixJob =
  /** The dispatch has not been performed yet. */
  | { readonly kind: "asked" }
  /** GitHub would not start it. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Started, and not to be found yet. */
  | { readonly kind: "absent" }
  /** It waits for a runner. */
  | { readonly kind: "queued" }
  | { readonly kind: "running" }
  /** It ended, and left no result. */
  | { readonly kind: "empty"; readonly conclusion: string }
  /** It left something that is not what its plan promised. */
  | { readonly kind: "invalid"; readonly reason: string }
  | { readonly kind: "ended"; readonly left: JobResult };

/** The result as the job tells it, and the patch that goes with it. Nothing of it is believed yet. */
export interface JobResult {
  readonly result: FixResult;
  /** Null unless the outcome is `changed`. */
  readonly patch: Uint8Array | null;
  /** Of a fix that did not pass, what it mended; not given or null: nothing is shown. */
  readonly partial?: Uint8Array | null;
}
