/**
 * Answers remembered with their ETag: asked again, GitHub says 304, which costs nothing of the rate limit
 * (https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate).
 * What is read is always what stands there now: the memory is used only where GitHub says that nothing changed.
 */
import type { Reply } from "./client.ts";

interface Remembered { readonly etag: string; readonly reply: Reply }

export interface AnswerMemory {
  /** The header that asks for it only if it changed; empty where nothing is remembered. */
  condition(key: string): { readonly "if-none-match"?: string };
  /** The answer of before, after GitHub said 304; null when it was forgotten meanwhile. */
  recall(key: string): Reply | null;
  keep(key: string, reply: Reply): void;
}

/** Of JSON (GitHub names no length where it compresses). Larger answers are not kept: they are trees and lists that seldom come twice. */
const MOST_BYTES = 64 * 1024;

/** The oldest are forgotten beyond `most`. */
export function createAnswerMemory(most: number): AnswerMemory {
  const known = new Map<string, Remembered>();
  return {
    condition(key) {
      const etag = known.get(key)?.etag;
      return etag === undefined ? {} : { "if-none-match": etag };
    },
    recall: (key) => known.get(key)?.reply ?? null,
    keep(key, reply) {
      const { etag, "content-length": length } = reply.headers;
      known.delete(key);
      if (typeof etag !== "string" || Number(length ?? JSON.stringify(reply.data).length) > MOST_BYTES) return;
      known.set(key, { etag, reply });
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
    },
  };
}
