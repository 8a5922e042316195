/** A person puts a version that was rolled back on trial again: it begins anew as it began, and only what it does from then on counts. Pure. */
import type { RepositoryName } from "../../identity/identifier.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { LedgerDraft } from "../../ledger/entry.ts";
import type { SkillName } from "../skill.ts";
import type { Digest } from "../../identity/digest.ts";
import type { StandingChange } from "./standing-change.ts";

export interface Trial {
  readonly skill: SkillName;
  readonly version: string;
  readonly digest: Digest;
  readonly repo: RepositoryName;
  /** `promoted` where the version was shipped with evidence. */
  readonly begins_as: "candidate" | "promoted";
  /** Who says so, and why. */
  readonly by: string;
  readonly reason: string;
  readonly at: Timestamp;
}

/** A reason is kept for whoever asks later why a skill that was rolled back runs again. */
export const leastReason = 10;

export function trialChange({ skill, version, digest, repo, begins_as, by, reason, at }: Trial): StandingChange {
  return { skill, version, digest, repo, from: "rolled_back", to: begins_as, reason: `put on trial again by ${by}: ${reason}`, by, at };
}

/** The person's word is the evidence: no execution speaks for it. */
export function swearTrial(change: StandingChange): LedgerDraft {
  const { at, repo, skill, version, digest, from, to, reason, by } = change;
  return { at, repo, repair: null, kind: "standing_changed", phase: null, prompt_sha256: null, payload: { skill, version, digest, from, to, reason, by: by ?? null }, evidence: [] };
}
