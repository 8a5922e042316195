/**
 * GitHub signs the raw bytes of a delivery with HMAC-SHA-256 (`X-Hub-Signature-256: sha256=<64 hexadecimal>`). Two secrets may hold at once
 * while one is being replaced (attack W15). The older SHA-1 header is never looked at (attack W02).
 */
import { createHmac, timingSafeEqual, type Hmac } from "node:crypto";
import { milliseconds, type Timestamp } from "../../core/identity/timestamp.ts";

export interface WebhookSecret {
  readonly secret: string;
  /** From this moment on it holds no more; null: it holds. */
  readonly until: Timestamp | null;
}

const FORM = /^sha256=([0-9a-f]{64})$/;

/** The 32 bytes that the header names, or null where it is not of GitHub's form. */
export function parseSignature(header: string): Buffer | null {
  const hexadecimal = FORM.exec(header)?.[1];
  return hexadecimal === undefined ? null : Buffer.from(hexadecimal, "hex");
}

/** Takes the body as it comes, and says at its end whether one of the secrets that hold at `now` signed it. */
export class SignatureCheck {
  readonly #macs: readonly Hmac[];
  readonly #claimed: Buffer;

  constructor(claimed: Buffer, secrets: readonly WebhookSecret[], now: Timestamp) {
    this.#claimed = claimed;
    const holding = secrets.filter(({ until }) => until === null || milliseconds(now) < milliseconds(until));
    this.#macs = holding.map(({ secret }) => createHmac("sha256", secret));
  }

  update(chunk: Uint8Array): void {
    for (const mac of this.#macs) mac.update(chunk);
  }

  /** Constant time: each secret is compared, whichever matched (attack W03). */
  holds(): boolean {
    const matches = this.#macs.map((mac) => timingSafeEqual(mac.digest(), this.#claimed));
    return matches.includes(true);
  }
}
