/**
 * What a green log of the same job said that looked like trouble (row D9): such lines are no evidence of a failure. Only lines that some
 * rule matches can ever be evidence, so only those are kept, as hashes: a log of any length takes a few kilobytes.
 */
import { openTextDecoding } from "../bytes/decode-text.ts";
import { Excerpt } from "../excerpt.ts";
import { normaliseLine } from "../fingerprint.ts";
import { defaultRulebook } from "../rulebook.ts";
import { openLineSearch } from "../search-lines.ts";

export interface GreenLog {
  /** How many different lines are known. */
  readonly size: number;
  /** Whether the line stood there too, whatever its times, paths, addresses and digests; counts must be equal. */
  has(text: string): boolean;
}

export interface GreenReading {
  push(chunk: Uint8Array): void;
  /** Call once, after the last chunk. */
  finish(): GreenLog;
}

/** Past so many a green log is noise itself; what is not kept counts as new, and so as evidence. */
const MOST_LINES = 50_000;

export function openGreenReading(): GreenReading {
  const search = openLineSearch(new Excerpt(), defaultRulebook());
  const decoding = openTextDecoding();
  return {
    push: (chunk) => search.push(decoding.decode(chunk)),
    finish() {
      search.push(decoding.finish());
      return greenLog(new Set(search.finish().matches.slice(0, MOST_LINES).map(({ line }) => hashOf(line.text))));
    },
  };
}

/** Several green logs say what any of them says. */
export function joinGreenLogs(logs: readonly GreenLog[]): GreenLog {
  return { size: logs.reduce((sum, { size }) => sum + size, 0), has: (text) => logs.some((log) => log.has(text)) };
}

function greenLog(hashes: ReadonlySet<number>): GreenLog {
  return { size: hashes.size, has: (text) => hashes.has(hashOf(text)) };
}

/** 53 bits (cyrb53, public domain): among 50,000 lines a chance meeting is one in 180 million. */
function hashOf(text: string): number {
  const line = normaliseLine(text);
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < line.length; index++) {
    const unit = line.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
