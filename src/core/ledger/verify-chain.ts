/**
 * Verification: a fold over entries in the order of the store. It recomputes every hash and stops at the first entry that does not hold,
 * naming its sequence number and what seems to have been done to it.
 */
import type { Digest } from "../identity/digest.ts";
import { hashOf, origin, type ChainHead } from "./chain.ts";
import type { LedgerEntry } from "./entry.ts";

/**
 * `edited`: its content is not what was sworn to. `removed`: there was an entry here. `inserted`: there was none here. `reordered`: it stood elsewhere.
 * `truncated`: the end is missing. `rewritten`: the chain holds in itself and is not the one that the checkpoint was made of.
 * `swapped`: it is another ledger from its first entry on.
 */
export type ChainBreak = "edited" | "removed" | "inserted" | "reordered" | "truncated" | "rewritten" | "swapped";

/** What the last checkpoint says: the head of the chain at its time, and the hash of its first entry where it is known. */
export interface Anchor extends ChainHead { readonly origin?: Digest }

export type ChainVerdict =
  | { readonly holds: true; readonly head: ChainHead; readonly entries: number }
  | { readonly holds: false; readonly seq: number; readonly why: ChainBreak; readonly message: string };

export type BrokenChain = Extract<ChainVerdict, { holds: false }>;

/** How far from its place an entry that was moved is looked for. */
const REACH = 1_000;

export class Verification {
  #head: ChainHead = origin;
  /** Hash of the entry before the head: an inserted entry stands between the two. */
  #before: Digest = origin.hash;
  /** The first entry whose hash does not hold; the one after it tells what was done. */
  #suspect: LedgerEntry | null = null;
  #broken: BrokenChain | null = null;
  readonly #anchor: Anchor | null;

  /** `anchor`: what the last checkpoint says stood at its sequence number; null when there is none. */
  constructor(anchor: Anchor | null) {
    this.#anchor = anchor;
  }

  /** False once the verdict stands: there is no need to push more. */
  push(entry: LedgerEntry): boolean {
    if (this.#broken !== null) return false;
    if (this.#suspect !== null) {
      this.#broken = this.#explain(this.#suspect, entry);
      return false;
    }
    this.#broken = this.#misplaced(entry);
    if (this.#broken !== null) return false;
    if (hashOf(entry) !== entry.hash) this.#suspect = entry;
    else this.#broken = this.#unlinked(entry);
    this.#before = this.#head.hash;
    this.#head = { seq: entry.seq, hash: entry.hash };
    return this.#broken === null;
  }

  /** Where the next entry is expected: what cannot even be read stands there. */
  get expected(): number {
    return this.#head.seq + 1;
  }

  finish(): ChainVerdict {
    if (this.#broken === null && this.#suspect !== null) this.#broken = this.#explain(this.#suspect, null);
    if (this.#broken !== null) return this.#broken;
    const { seq, hash } = this.#head;
    if (this.#anchor !== null && seq < this.#anchor.seq) return broken(seq + 1, "truncated", `the chain ends at ${seq}, the checkpoint stands at ${this.#anchor.seq}`);
    return { holds: true, head: { seq, hash }, entries: seq };
  }

  #misplaced({ seq }: LedgerEntry): BrokenChain | null {
    const { expected } = this;
    if (seq > expected) return broken(expected, "removed", seq === expected + 1 ? `entry ${expected} is missing` : `entries ${expected} to ${seq - 1} are missing`);
    if (seq < expected) return broken(seq, "inserted", `entry ${seq} stands where ${expected} is expected`);
    return null;
  }

  /** The entry holds in itself: was it chained to what stands before it, and is it the one that the checkpoint was made of? */
  #unlinked({ seq, prev, hash }: LedgerEntry): BrokenChain | null {
    if (prev !== this.#head.hash) {
      if (seq === 1) return broken(1, "removed", "the first entry was chained to one before it");
      return broken(seq - 1, "edited", `entry ${seq - 1} is not the one that entry ${seq} was chained to`);
    }
    if (seq === 1 && this.#anchor?.origin !== undefined && this.#anchor.origin !== hash) return broken(1, "swapped", "another ledger stands here: it does not begin with the entry that the checkpoint's ledger begins with");
    if (this.#anchor?.seq === seq && this.#anchor.hash !== hash) return broken(seq, "rewritten", `entry ${seq} is not the one that the checkpoint was made of`);
    return null;
  }

  /** The suspect's hash is not that of its content: was it moved as a whole, or edited? Here `#before` is what stands before it. */
  #explain(suspect: LedgerEntry, next: LedgerEntry | null): BrokenChain {
    const { seq } = suspect;
    const sworn = placeOf(suspect);
    const shift = next === null ? null : (placeOf(next) ?? next.seq) - next.seq;
    if (sworn === null && shift === -1) return broken(seq, "inserted", `entry ${seq} was put in before one that was sworn to as ${seq}`);
    if (sworn === null) return broken(seq, "edited", `the hash of entry ${seq} is not that of its content`);
    if (suspect.hash === this.#before) return broken(seq, "inserted", `what stands at ${seq} is a copy of the entry before it`);
    if (sworn === seq - 1 && suspect.prev !== this.#before) return broken(sworn, "inserted", `entry ${sworn} was put in before one that was sworn to as ${sworn}`);
    if (sworn > seq && (shift === null || shift === sworn - seq)) return broken(seq, "removed", `what stands at ${seq} was sworn to as ${sworn}: what was before it is missing`);
    return broken(seq, "reordered", `what stands at ${seq} was sworn to as ${sworn}`);
  }
}

/** The sequence number under which the entry's hash holds: its own, or one within reach; null when there is none. */
function placeOf(entry: LedgerEntry): number | null {
  for (let distance = 0; distance <= REACH; distance += 1) {
    for (const seq of [entry.seq - distance, entry.seq + distance]) {
      if (seq > 0 && hashOf({ ...entry, seq }) === entry.hash) return seq;
    }
  }
  return null;
}

function broken(seq: number, why: ChainBreak, message: string): BrokenChain {
  return { holds: false, seq, why, message };
}

/** Verifies a chain that is at hand. `anchor`: sequence number and hash of the last checkpoint, or null. */
export function verifyChain(entries: Iterable<LedgerEntry>, anchor: Anchor | null = null): ChainVerdict {
  const verification = new Verification(anchor);
  for (const entry of entries) if (!verification.push(entry)) break;
  return verification.finish();
}
