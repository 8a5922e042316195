/**
 * Puts a checkpoint of this very moment into an effect that stores evidence. It is sworn to first: that write is durable, and what stood before it
 * with it, so no crash can take back an entry that a published checkpoint names. Trying again signs again; the later one counts.
 */
import { EVIDENCE_BRANCH } from "../core/evidence/evidence-place.ts";
import type { Effect, SignedHead } from "../core/repair/effect.ts";
import type { ClaimedEffect } from "../ports/store.ts";
import type { WorkerContext } from "./context.ts";

export async function withSignedHead(claimed: ClaimedEffect, context: WorkerContext): Promise<Effect> {
  const { effect } = claimed;
  if (effect.kind !== "store_evidence") return effect;
  return { ...effect, signed_head: await signHead(claimed, context) };
}

async function signHead({ repository, repairId }: ClaimedEffect, { store: { ledger }, notary, clock }: WorkerContext): Promise<SignedHead | null> {
  if (notary === null) return null;
  const [origin, head] = await Promise.all([ledger.origin(), ledger.head()]);
  if (origin === null || head === null) return null;
  const at = clock.now();
  const checkpoint = notary.sign({ origin, ...head }, at);
  await ledger.append([{ at, repo: repository.name, repair: repairId, kind: "checkpoint", phase: null, payload: { ...checkpoint, branch: EVIDENCE_BRANCH }, evidence: [], prompt_sha256: null }]);
  return { checkpoint, public_key: notary.publicKey };
}
