/** The base branch moved and the patch does not fit it: somebody changed what was to be mended, and may have mended it. What CI says of that is waited for. */
import type { GitSha } from "../../identity/identifier.ts";
import { after, type Timestamp } from "../../identity/timestamp.ts";
import type { Repair } from "../repair.ts";
import { checksOn } from "./check-facts.ts";
import type { GateSnapshot } from "./snapshot.ts";

export interface Undecided {
  readonly base: GitSha;
  /** When it was first seen that the patch does not fit this head. */
  readonly since: Timestamp;
  /** Until when CI is given time to begin; null: it is at work, and its end is told. */
  readonly until: Timestamp | null;
}

/** CI begins on a new head within seconds; where it has not after so many, it does not run for that commit. */
const BEGUN_WITHIN_SECONDS = 60;

/** Null: what failed has ended on this head of the base branch, or does not run there. */
export function undecidedBase(repair: Repair, { baseChecks, at }: Pick<GateSnapshot, "baseChecks" | "at">, base: GitSha): Undecided | null {
  const since = repair.unfit?.base === base ? repair.unfit.at : at;
  const begun = repair.failures.flatMap(({ check }) => checksOn(baseChecks, check));
  if (begun.some(({ status }) => status !== "completed")) return { base, since, until: null };
  const until = after(since, BEGUN_WITHIN_SECONDS);
  return begun.length === 0 && at < until ? { base, since, until } : null;
}
