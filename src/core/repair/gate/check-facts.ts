/** What the checks of a commit say: only `success` passes; what was cancelled, went stale or asks for something is waited for; missing is not passing (attack G04). */
import { milliseconds, type Timestamp } from "../../identity/timestamp.ts";
import type { Facts } from "../../policy/facts.ts";
import type { CheckFacts, RequiredCheck } from "./snapshot.ts";

/** Our own checks say nothing about the code. */
const OWN = "regreen/";

/** `checks`: the latest attempt of each. A required check is matched by name, App and workflow: another App's check of the same name is not it. */
export function checkFacts(checks: readonly CheckFacts[], required: readonly RequiredCheck[], at: Timestamp): NonNullable<Facts["checks"]> {
  const others = checks.filter(({ name }) => !name.startsWith(OWN));
  const names = (states: readonly CheckState[]): readonly string[] => others.filter((check) => states.includes(stateOf(check))).map(({ name }) => name);
  const wanted = required.filter(({ name }) => !name.startsWith(OWN));
  const missing = wanted.filter((one) => !others.some((check) => isThat(check, one) && stateOf(check) !== "silent"));
  return {
    required: wanted.map(({ name }) => name), successful: names(["successful"]), failed: names(["failed"]), pending: names(["pending"]), missing: missing.map(nameOf),
    oldest_minutes: oldestMinutes(others.filter((check) => stateOf(check) === "successful"), at),
  };
}

/** Those of a commit that are the check that failed, which may be named with its workflow before it. */
export function checksOn(checks: readonly CheckFacts[], failed: string): readonly CheckFacts[] {
  return checks.filter(({ name }) => failed === name || failed.endsWith(` / ${name}`));
}

function isThat({ name, appId, workflow }: CheckFacts, wanted: RequiredCheck): boolean {
  return name === wanted.name && (wanted.appId === null || appId === wanted.appId) && (wanted.workflow === null || workflow === wanted.workflow);
}

function nameOf({ name, appId, workflow }: RequiredCheck): string {
  return [name, ...(workflow === null ? [] : [`of ${workflow}`]), ...(appId === null ? [] : [`by App ${appId}`])].join(" ");
}

/** Null where one does not tell its end. */
function oldestMinutes(passed: readonly CheckFacts[], at: Timestamp): number | null {
  const ends = passed.map(({ completedAt }) => completedAt ?? null);
  if (ends.length === 0 || ends.includes(null)) return null;
  return Math.max(0, ...ends.map((end) => (end === null ? 0 : Math.floor((milliseconds(at) - milliseconds(end)) / 60_000))));
}

type CheckState = "successful" | "failed" | "pending" | "silent";

function stateOf({ status, conclusion }: CheckFacts): CheckState {
  if (status !== "completed") return "pending";
  switch (conclusion) {
    case "success": return "successful";
    case "failure":
    case "timed_out":
    case "startup_failure": return "failed";
    case "neutral":
    case "skipped": return "silent";
    default: return "pending";
  }
}
