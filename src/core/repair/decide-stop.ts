/** A repair that cannot go on by itself: handed to a person with a diary, or closed where nothing may be written any more. Pure. */
import type { Configuration } from "../configuration/configuration.ts";
import type { FaultCode } from "../fault/catalogue.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import { close } from "./close.ts";
import type { Decision } from "./decision.ts";
import { diaryOf } from "./diary.ts";
import { draft } from "./draft.ts";
import { escalate } from "./escalate.ts";
import { isGuard, isObserver, mendsNothing, type Repair } from "./repair.ts";
import { wait } from "./wait.ts";

export interface StopInput {
  readonly repair: Repair;
  readonly at: Timestamp;
  /** Code of the fault, `bug`, or `patience`. */
  readonly code: string;
  /** In plain words. */
  readonly reason: string;
  /** Null: there is none, or it cannot be read; then nobody is written to. */
  readonly configuration: Configuration | null;
  readonly webUrl: string | null;
  readonly history: readonly LedgerEntry[];
}

/** The App is not there any more, or may not: an issue could not be written either. */
const shutOut: ReadonlySet<string> = new Set(["github-forbidden", "github-missing"] satisfies FaultCode[]);

/** A guard's check waits as long as nothing is known: it looks again, for nobody else would ever end that waiting (a merge queue's least of all). */
const GUARD_LOOKS_AGAIN_SECONDS = 600;

/** What watches a log is opened once: it never ends by itself, though the App may be shut out for a while. */
const OBSERVER_LOOKS_AGAIN_SECONDS = 3_600;

/** A guard that is shut out ends, and leaves its check as it stands; an onboarding says nothing. */
export function decideStop({ repair, at, code, reason, configuration, webUrl, history }: StopInput): Decision {
  const begun = draft(repair);
  if (isGuard(repair) && !shutOut.has(code)) return wait(begun, { at, seconds: GUARD_LOOKS_AGAIN_SECONDS, reason });
  if (isObserver(repair)) return wait(begun, { at, seconds: OBSERVER_LOOKS_AGAIN_SECONDS, reason });
  if (configuration === null || shutOut.has(code) || mendsNothing(repair) || repair.status === "escalated") return close(begun, { status: "failed", reason, at });
  return escalate(begun, { reason, at, configuration, webUrl, diary: diaryOf(history) });
}
