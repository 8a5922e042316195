/**
 * A checkpoint says, over an Ed25519 signature (RFC 8032), what stood at the head of the chain at a moment. Kept outside the database, it is
 * what shows that the end was cut off or the whole rewritten. The signature is over the canonical JSON of the rest.
 */
import { sign, verify, type KeyObject } from "node:crypto";
import { z } from "zod";
import { canonicalJson, Digest, digestOf } from "../identity/digest.ts";
import { Timestamp } from "../identity/timestamp.ts";
import type { ChainHead } from "./chain.ts";

export const Checkpoint = z.strictObject({
  seq: z.int().positive(),
  hash: Digest,
  at: Timestamp,
  /** Digest of the public key (SPKI, DER): says which key to verify with. */
  key_id: Digest,
  /** Base64 of 64 bytes. */
  signature: z.base64().length(88),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** Names a key by the digest of its public part (SPKI, DER). */
export function keyId(publicKey: KeyObject): Digest {
  return digestOf(publicKey.export({ type: "spki", format: "der" }));
}

export interface CheckpointKeys { readonly privateKey: KeyObject; readonly publicKey: KeyObject }

/** Signs the head with an Ed25519 key pair. */
export function signCheckpoint(head: ChainHead, at: Timestamp, keys: CheckpointKeys): Checkpoint {
  const unsigned = { seq: head.seq, hash: head.hash, at, key_id: keyId(keys.publicKey) };
  return { ...unsigned, signature: sign(null, Buffer.from(canonicalJson(unsigned)), keys.privateKey).toString("base64") };
}

/** Whether this key signed it. False, too, where another key is named. */
export function verifyCheckpoint(checkpoint: Checkpoint, publicKey: KeyObject): boolean {
  const { signature, ...unsigned } = checkpoint;
  if (unsigned.key_id !== keyId(publicKey)) return false;
  return verify(null, Buffer.from(canonicalJson(unsigned)), publicKey, Buffer.from(signature, "base64"));
}

/** What to hold the chain against: the latest checkpoint that this key signed, or null when there is none. Others are left out. */
export function latestCheckpoint(checkpoints: readonly Checkpoint[], publicKey: KeyObject): Checkpoint | null {
  const signed = checkpoints.filter((checkpoint) => verifyCheckpoint(checkpoint, publicKey));
  return signed.toSorted((one, other) => other.seq - one.seq)[0] ?? null;
}
