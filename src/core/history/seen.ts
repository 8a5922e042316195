import type { Occurrence } from "./occurrence.ts";
import type { TestFailure } from "./run-outcome.ts";

/** What one step saw, to be kept in its transaction. Telling the same twice keeps it once. */
export interface Seen {
  readonly occurrences: readonly Occurrence[];
  readonly testFailures: readonly TestFailure[];
}
