/** A change of standing, with the evidence that justifies it: kept, and sworn to in the ledger as `standing_changed`. */
import { z } from "zod";
import { digestOfJson } from "../../identity/digest.ts";
import { Digest } from "../../identity/digest-schema.ts";
import type { FixId } from "../../identity/identifier.ts";
import { RepositoryName } from "../../identity/identifier.ts";
import { Timestamp } from "../../identity/timestamp.ts";
import type { LedgerDraft } from "../../ledger/entry.ts";
import { SkillName } from "../skill.ts";
import type { StandingBounds } from "./bounds.ts";
import type { KnownExecution } from "./skill-execution.ts";
import { judgeStanding, sinceTrial, Standing, type StandingVerdict } from "./standing.ts";

export const StandingChange = z.strictObject({
  skill: SkillName, version: z.string(), digest: Digest, repo: RepositoryName, from: Standing, to: Standing, reason: z.string(), at: Timestamp,
  /** The person who gave it; not given: it follows from what was counted. */
  by: z.string().optional(),
});
export type StandingChange = z.infer<typeof StandingChange>;

export interface ChangeQuestion {
  /** Of one version in one repository, oldest first. */
  readonly executions: readonly KnownExecution[];
  readonly before: Standing | null;
  /** When a person put it on trial again; null: nobody did. */
  readonly since: Timestamp | null;
  readonly bounds: StandingBounds;
  readonly at: Timestamp;
}

export interface SwornChange { readonly change: StandingChange; readonly verdict: StandingVerdict }

/** Null: the standing is what it was. */
export function changeOfStanding({ executions, before, since, bounds, at }: ChangeQuestion): SwornChange | null {
  const [first] = executions;
  if (first === undefined) return null;
  const from = before ?? first.begins_as;
  const verdict = judgeStanding({ executions, begins_as: first.begins_as, before, since, bounds });
  if (verdict.standing === from) return null;
  const { skill, version, digest, repo } = first;
  return { change: { skill, version, digest, repo, from, to: verdict.standing, reason: verdict.reason, at }, verdict };
}

/** The evidence is every execution that was judged, by the digest of its record. */
export function swearChange({ change, verdict }: SwornChange, { executions, bounds, repair, since }: { readonly executions: readonly KnownExecution[]; readonly bounds: StandingBounds; readonly repair: FixId | null; readonly since: Timestamp | null }): LedgerDraft {
  const { at, repo, skill, version, digest, from, to, reason } = change;
  const judged = sinceTrial(executions, since).slice(-bounds.window);
  return {
    at, repo, repair, kind: "standing_changed", phase: null, prompt_sha256: null,
    payload: { skill, version, digest, from, to, reason, counts: { ...verdict.counts }, bounds: { ...bounds } },
    evidence: judged.map((one) => ({ path: `executions/${one.execution}/${one.skill}`, sha256: digestOfJson(one) })),
  };
}
