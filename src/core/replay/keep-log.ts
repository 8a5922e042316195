/** Which logs are kept for replay: whole ones only, since a part of a log may say something else, and small ones, since they are many. */
import { maskSecrets } from "../evidence/mask-secrets.ts";
import { digestOf } from "../identity/digest.ts";
import type { FailureLog } from "./recording.ts";

/** Bytes; of the logs in the public collections nine in ten failing steps are shorter. Of a longer one the reports are kept, not the text. */
export const MOST_LOG_BYTES = 256 * 1024;

/** Gathers a log as it is read; gives null once it is longer than is kept. Memory stays under the limit. */
export class LogKeeper {
  #chunks: Uint8Array[] | null = [];
  #length = 0;

  push(chunk: Uint8Array): void {
    this.#length += chunk.length;
    if (this.#length > MOST_LOG_BYTES) this.#chunks = null;
    // A copy, since who reads may use the chunk again; a Buffer's own `slice` is none.
    this.#chunks?.push(new Uint8Array(chunk));
  }

  get bytes(): Uint8Array | null {
    return this.#chunks === null ? null : Buffer.concat(this.#chunks);
  }
}

/** With secrets masked. Bytes that are no UTF-8 are kept as they are where they hold no secret, and not at all where they do. */
export function failureLog(check: string, bytes: Uint8Array): FailureLog | null {
  const text = Buffer.from(bytes).toString("latin1");
  const masked = maskSecrets(text);
  const content = masked === text ? bytes : Buffer.from(masked, "latin1");
  return content.length === 0 ? null : { check, content, sha256: digestOf(content) };
}
