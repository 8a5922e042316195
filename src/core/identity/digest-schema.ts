import { z } from "zod";
import type { Digest as DigestText } from "./digest.ts";

/** A digest that comes from outside. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 digest is 64 lower-case hexadecimal characters").brand<"Digest">();
export type Digest = DigestText;
