/** A digest names content: lower-case hexadecimal SHA-256 (FIPS 180-4), 64 characters. */
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { $brand } from "zod";

/** The schema stands in `digest-schema.ts`: whoever only makes digests does without schemas at the start. */
export type Digest = string & $brand<"Digest">;

/** Digest of bytes, or of the UTF-8 form of a text. */
export function digestOf(content: Uint8Array | string): Digest {
  return createHash("sha256").update(content).digest("hex") as Digest;
}

/**
 * Canonical JSON of a value (RFC 8785): equal values give equal bytes.
 * Throws a TypeError where the value has no JSON form (undefined, a function, a cycle).
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("this value has no JSON form");
  return text;
}

/** Digest over the canonical JSON (RFC 8785) of a value. */
export function digestOfJson(value: unknown): Digest {
  return digestOf(canonicalJson(value));
}
