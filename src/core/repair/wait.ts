/** Rests, to look again after so many seconds unless something wakes the repair before. Waiting is not progress: patience still counts. */
import { after, type Timestamp } from "../identity/timestamp.ts";
import type { Decision } from "./decision.ts";
import { alter } from "./draft.ts";

export interface Waiting {
  readonly at: Timestamp;
  /** Null: until it is woken. */
  readonly seconds: number | null;
  readonly reason: string;
}

export function wait(decision: Decision, { at, seconds, reason }: Waiting): Decision {
  return alter({ ...decision, due: seconds === null ? null : after(at, seconds) }, { reason });
}
