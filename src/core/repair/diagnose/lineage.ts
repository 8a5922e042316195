/**
 * What other repairs of the repository say about this one: the same failure is worked on once, is not fixed a second time right after a fix,
 * is not offered again after a person said no, and is not tried for ever where no fix holds (rows S4, E9; attack R01).
 */
import { milliseconds, type Timestamp } from "../../identity/timestamp.ts";
import type { Repair } from "../repair.ts";

/** A fix that was merged and did not hold for so long did not hold at all. */
const MEMORY_HOURS = 24;

export type Ancestry =
  | { readonly kind: "fresh" }
  | { readonly kind: "underway"; readonly by: Repair }
  | { readonly kind: "returned"; readonly by: Repair }
  /** `by`: whose fixes did not hold, newest first; together they made so many attempts. */
  | { readonly kind: "spent"; readonly by: readonly Repair[]; readonly attempts: number }
  | { readonly kind: "declined"; readonly by: Repair };

/** An older open repair of the same commit and workflow: GitHub ran the workflow twice (push and pull request), and told both. Null: none. */
export function twin(repair: Repair, others: readonly Repair[]): Repair | null {
  return others.find((other) => isOpen(other) && isOlder(other, repair) && isSameRun(other, repair)) ?? null;
}

export interface Lineage {
  /** Of the repository, newest first; the repair itself may be among them. */
  readonly others: readonly Repair[];
  /** So many attempts are made at one failure of a branch within a day, in however many runs and commits it shows. */
  readonly most: number;
  readonly at: Timestamp;
}

export function ancestryOf(fingerprint: string, repair: Repair, { others, most, at }: Lineage): Ancestry {
  const same = others.filter((other) => other.id !== repair.id && other.subject.branch === repair.subject.branch && other.failures.some((failure) => failure.fingerprint === fingerprint));
  // One that only runs the jobs again is watching this very run: what fails again is not its to answer.
  const underway = same.find((other) => isOpen(other) && other.operation === undefined && isOlder(other, repair));
  if (underway !== undefined) return { kind: "underway", by: underway };
  const offered = same.filter(({ offer }) => offer !== null);
  const isRecent = ({ progressed_at }: Repair): boolean => milliseconds(at) - milliseconds(progressed_at) < MEMORY_HOURS * 3_600_000;
  const returned = offered.find((other) => other.status === "merged" && isRecent(other));
  if (returned !== undefined) return { kind: "returned", by: returned };
  const declined = offered.find(isDeclined);
  if (declined !== undefined) return { kind: "declined", by: declined };
  const failed = same.filter((other) => didNotHold(other) && isRecent(other));
  const attempts = failed.reduce((sum, other) => sum + other.attempts, 0);
  return attempts >= most ? { kind: "spent", by: failed, attempts } : { kind: "fresh" };
}

/** Its fix job ran, and people were told before a patch of it came to a review: what a candidate made, or a policy denied, did hold. */
function didNotHold({ status, attempts, phase }: Repair): boolean {
  return status === "escalated" && attempts > 0 && (phase === "THINK" || phase === "IMPLEMENT" || phase === "VERIFY");
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
