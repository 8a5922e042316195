/** A ledger entry is something we swore to: chained by hash to the one before it, so that an edit, a gap or a new order is found. */
import { z } from "zod";
import { Digest } from "../identity/digest-schema.ts";
import { FixId, RepositoryName } from "../identity/identifier.ts";
import { Timestamp } from "../identity/timestamp.ts";
import { Phase } from "../repair/phase.ts";

export const LedgerKind = z.enum([
  "repair_opened", "phase_entered", "phase_refused", "backtracked", "effect_requested", "effect_done", "lease_acquired", "lease_lost",
  "lease_contended", "policy_evaluated", "prompt_attested", "budget_spent", "stopped", "standing_changed", "skill_replayed", "human_decision", "checkpoint",
]);
export type LedgerKind = z.infer<typeof LedgerKind>;

export const EvidenceDigest = z.strictObject({ path: z.string(), sha256: Digest });
export type EvidenceDigest = z.infer<typeof EvidenceDigest>;

/** What a step wants to be recorded; sequence number and hashes are added when it is committed. */
export const LedgerDraft = z.strictObject({
  at: Timestamp,
  repo: RepositoryName.nullable(),
  repair: FixId.nullable(),
  kind: LedgerKind,
  phase: Phase.nullable(),
  payload: z.record(z.string(), z.json()),
  evidence: z.array(EvidenceDigest),
  prompt_sha256: Digest.nullable(),
});
export type LedgerDraft = z.infer<typeof LedgerDraft>;

export const LedgerEntry = z.strictObject({
  seq: z.int().positive(),
  ...LedgerDraft.shape,
  prev: Digest,
  hash: Digest,
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;
