/**
 * Signs what stands at the head of the ledger. It is sworn to first: that write is durable, and what stood before it with it, so no crash can
 * take back an entry that a published checkpoint names. Signing again is harmless; the later checkpoint counts.
 */
import { EVIDENCE_BRANCH } from "../core/evidence/evidence-place.ts";
import { milliseconds } from "../core/identity/timestamp.ts";
import type { LedgerDraft } from "../core/ledger/entry.ts";
import type { Effect, SignedHead } from "../core/repair/effect.ts";
import type { ClaimedEffect } from "../ports/store/outbox.ts";
import type { WorkerContext } from "./context.ts";

/** Puts a checkpoint of this very moment into an effect that stores evidence; others pass as they are. */
export async function withSignedHead({ effect, repository, repairId }: ClaimedEffect, context: WorkerContext): Promise<Effect> {
  if (effect.kind !== "store_evidence") return effect;
  return { ...effect, signed_head: await signHead({ repo: repository.name, repair: repairId, where: EVIDENCE_BRANCH }, context) };
}

/** Every so often, whether or not evidence is stored: the checkpoint goes to the log, which is kept outside the database too. Resolves when the signal aborts. */
export async function keepSigning(context: WorkerContext, everySeconds: number, signal: AbortSignal): Promise<void> {
  while (context.notary !== null && !signal.aborted) {
    await signIfDue(context, everySeconds).catch((thrown: unknown) => { context.log.warn({ error: thrown }, "checkpoint not signed; trying again"); });
    await context.clock.sleep(everySeconds, signal);
  }
}

/** Not where nothing was sworn to since the last one. */
async function signIfDue(context: WorkerContext, everySeconds: number): Promise<void> {
  const { store: { ledger }, clock, log } = context;
  const [head, last] = await Promise.all([ledger.head(), ledger.latestCheckpoint()]);
  if (last !== null && (last.seq === head?.seq || milliseconds(clock.now()) - milliseconds(last.at) < everySeconds * 1000)) return;
  const signed = await signHead({ repo: null, repair: null, where: "log" }, context);
  if (signed !== null) log.info({ checkpoint: signed.checkpoint }, "ledger checkpoint");
}

interface Occasion extends Pick<LedgerDraft, "repo" | "repair"> {
  /** Where the checkpoint goes: the evidence branch, or the log. */
  readonly where: string;
}

/** Null: nothing is signed here, or nothing was sworn to yet. */
async function signHead({ repo, repair, where }: Occasion, { store: { ledger }, notary, clock }: WorkerContext): Promise<SignedHead | null> {
  if (notary === null) return null;
  const [origin, head] = await Promise.all([ledger.origin(), ledger.head()]);
  if (origin === null || head === null) return null;
  const at = clock.now();
  const checkpoint = notary.sign({ origin, ...head }, at);
  await ledger.append([{ at, repo, repair, kind: "checkpoint", phase: null, payload: { ...checkpoint, to: where }, evidence: [], prompt_sha256: null }]);
  return { checkpoint, public_key: notary.publicKey };
}
