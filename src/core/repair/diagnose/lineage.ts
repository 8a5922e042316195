/**
 * What other repairs of the repository say about this one: the same failure is worked on once, is not fixed a second time right after a fix,
 * and is not offered again after a person said no (rows S4, E9; attack R01).
 */
import { milliseconds, type Timestamp } from "../../identity/timestamp.ts";
import type { Repair } from "../repair.ts";

/** A fix that was merged and did not hold for so long did not hold at all. */
const MEMORY_HOURS = 24;

export type Ancestry =
  | { readonly kind: "fresh" }
  | { readonly kind: "underway"; readonly by: Repair }
  | { readonly kind: "returned"; readonly by: Repair }
  | { readonly kind: "declined"; readonly by: Repair };

/** An older open repair of the same commit and workflow: GitHub ran the workflow twice (push and pull request), and told both. Null: none. */
export function twin(repair: Repair, others: readonly Repair[]): Repair | null {
  return others.find((other) => isOpen(other) && isOlder(other, repair) && isSameRun(other, repair)) ?? null;
}

export function ancestryOf(fingerprint: string, repair: Repair, { others, at }: { readonly others: readonly Repair[]; readonly at: Timestamp }): Ancestry {
  const same = others.filter((other) => other.id !== repair.id && other.subject.branch === repair.subject.branch && other.failures.some((failure) => failure.fingerprint === fingerprint));
  // One that only runs the jobs again is watching this very run: what fails again is not its to answer.
  const underway = same.find((other) => isOpen(other) && other.operation === undefined && isOlder(other, repair));
  if (underway !== undefined) return { kind: "underway", by: underway };
  const offered = same.filter(({ offer }) => offer !== null);
  const returned = offered.find((other) => other.status === "merged" && milliseconds(at) - milliseconds(other.progressed_at) < MEMORY_HOURS * 3_600_000);
  if (returned !== undefined) return { kind: "returned", by: returned };
  const declined = offered.find(isDeclined);
  return declined === undefined ? { kind: "fresh" } : { kind: "declined", by: declined };
}

/** Its pull request stood, and was closed without being merged: that is a person's no, and it does not run out. What was suggested once is not said again. */
function isDeclined({ status, phase, delivery }: Repair): boolean {
  return status === "closed" && (phase === "MONITOR" || (delivery === "suggested" && phase === "PR"));
}

function isOpen(repair: Repair): boolean {
  return repair.step !== "closed";
}

function isOlder(other: Repair, repair: Repair): boolean {
  return other.opened_at < repair.opened_at || (other.opened_at === repair.opened_at && other.id < repair.id);
}

/** A sibling of a run (it carries its one failure from the start) is no twin. */
function isSameRun(other: Repair, repair: Repair): boolean {
  const [one, two] = [other.subject.source, repair.subject.source];
  return other.subject.head_sha === repair.subject.head_sha && one.kind === "workflow_run" && two.kind === "workflow_run"
    && one.workflow === two.workflow && one.run_id !== two.run_id;
}
