/**
 * A checkpoint says, over an Ed25519 signature (RFC 8032), what stood at the head of the chain at a moment. Kept outside the database, it is
 * what shows that the end was cut off or the whole rewritten. The signature is over the canonical JSON of the rest.
 */
import { sign, verify, type KeyObject } from "node:crypto";
import { z } from "zod";
import { canonicalJson, digestOf } from "../identity/digest.ts";
import { Digest } from "../identity/digest-schema.ts";
import { Timestamp } from "../identity/timestamp.ts";
/** What a checkpoint is made of: the head of a chain, and the hash of its first entry, which tells one ledger from another. */
export interface Standing { readonly origin: Digest; readonly seq: number; readonly hash: Digest }

/** `checkpoint.json` in the evidence branch. */
export const Checkpoint = z.strictObject({
  version: z.literal(1),
  /** Hash of the ledger's first entry: another ledger, however sound in itself, begins with another. */
  origin: Digest,
  /** The head: its sequence number and hash. */
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

/** Signs what stands at the head with an Ed25519 key pair. */
export function signCheckpoint({ origin, seq, hash }: Standing, at: Timestamp, keys: CheckpointKeys): Checkpoint {
  const unsigned = { version: 1, origin, seq, hash, at, key_id: keyId(keys.publicKey) } as const;
  return { ...unsigned, signature: sign(null, Buffer.from(canonicalJson(unsigned)), keys.privateKey).toString("base64") };
}

/** Whether this key signed it. False, too, where another key is named. */
export function verifyCheckpoint(checkpoint: Checkpoint, publicKey: KeyObject): boolean {
  const { signature, ...unsigned } = checkpoint;
  if (unsigned.key_id !== keyId(publicKey)) return false;
  return verify(null, Buffer.from(canonicalJson(unsigned)), publicKey, Buffer.from(signature, "base64"));
}
