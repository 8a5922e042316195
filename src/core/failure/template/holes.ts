/** Words with a hole in one place, as a number: equal for two lists of words that differ there only. */
import { hasLetters } from "./words.ts";

export interface Hole {
  readonly at: number;
  /** A 53-bit hash of all words but the one at `at`. */
  readonly key: number;
}

/** Places further on are not looked at. */
const MOST = 48;
/** FNV-1a (Fowler, Noll, Vo), and an odd multiplier that tells places apart. */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const PLACE = 0x9e3779b1;
const OTHER = 0x85ebca6b;

/** One for each word with letters, in order. The hash is a sum over places, so that each hole costs one subtraction. */
export function holes(words: readonly string[]): readonly Hole[] {
  let one = words.length;
  let other = words.length;
  const hashes = words.map((word, at) => {
    const hash = Math.imul(hashOf(word), (PLACE ^ Math.imul(at + 1, OTHER)) | 1);
    one = (one + hash) | 0;
    other = (other + mixed(hash)) | 0;
    return hash;
  });
  const found: Hole[] = [];
  for (let at = 0; at < Math.min(words.length, MOST); at++) {
    if (!hasLetters(words[at] ?? "")) continue;
    const hash = hashes[at] ?? 0;
    const [high, low] = [(one - hash + Math.imul(at + 1, PRIME)) >>> 0, (other - mixed(hash)) >>> 0];
    found.push({ at, key: high * 0x200000 + (low & 0x1fffff) });
  }
  return found;
}

function hashOf(word: string): number {
  let hash = BASIS;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), PRIME);
  return hash;
}

function mixed(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), OTHER) ^ (hash >>> 13);
}
