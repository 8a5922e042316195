/**
 * The same failure on many pull requests has one source: the default branch that they come from. It is mended there once, and each pull request is told so by a
 * check on its head (row E9).
 */
import { milliseconds, type Timestamp } from "../../identity/timestamp.ts";
import type { EffectRequest } from "../effect.ts";
import type { Repair } from "../repair.ts";

/** A fix that was merged so long ago reaches whoever brings the branch up to date. */
const MEMORY_HOURS = 24;

export const SOURCE_CHECK = "regreen/source";

/** The repair that mends the failure on the default branch, or has just done so; null: there is none, or this one is of that branch itself. */
export function mendedAtSource(fingerprint: string, repair: Repair, { others, at }: { readonly others: readonly Repair[]; readonly at: Timestamp }): Repair | null {
  const source = repair.subject.repository.default_branch;
  if (repair.subject.branch === source || repair.subject.pull_request === null) return null;
  const mends = (other: Repair): boolean => (other.step === "closed"
    ? other.status === "merged" && milliseconds(at) - milliseconds(other.progressed_at) < MEMORY_HOURS * 3_600_000
    : other.status !== "escalated" && other.plan !== null);
  return others.find((other) => other.subject.branch === source && other.failures.some((failure) => failure.fingerprint === fingerprint) && mends(other)) ?? null;
}

export function whereMended(by: Repair): string {
  const { default_branch: branch } = by.subject.repository;
  const offer = by.offer?.number == null ? by.id : `pull request #${by.offer.number}`;
  return by.status === "merged"
    ? `it was mended at its source: ${offer} was merged into ${branch}; bring this branch up to date`
    : `it is mended at its source: ${offer} mends ${branch}; when that is merged, bring this branch up to date`;
}

export function sourceCheck({ id, subject }: Repair, by: Repair): EffectRequest {
  const summary = `The same failure stands on \`${by.subject.repository.default_branch}\`, so Regreen mends it there once: ${whereMended(by)}.`;
  return {
    key: `${id}:source`, repository: subject.repository,
    effect: { kind: "post_check", name: SOURCE_CHECK, head_sha: subject.head_sha, external_id: id, status: "completed", conclusion: "neutral", title: "Mended at its source", summary, annotations: [] },
  };
}
