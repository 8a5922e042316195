import { sourceKey } from "../../history/run-outcome.ts";
import type { Moment } from "../../history/past.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { Subject } from "../repair.ts";

/** Where and when the run at hand shows a failure. */
export function momentOf({ source, branch }: Subject, at: Timestamp): Moment {
  return { source: sourceKey(source), branch, at };
}
