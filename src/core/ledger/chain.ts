/**
 * The chain: each entry's hash is SHA-256 over its canonical form, which holds the hash of the entry before it. Whoever edits, removes,
 * inserts or reorders an entry breaks it at a place that can be named; cutting the end off is found against a checkpoint.
 */
import { hash as hashOnce } from "node:crypto";
import type { Digest } from "../identity/digest.ts";
import { canonicalEntry, type UnsealedEntry } from "./canonical-entry.ts";
import type { LedgerDraft, LedgerEntry } from "./entry.ts";
import { wellFormed } from "./well-formed.ts";

/** The last entry of a chain. */
export interface ChainHead { readonly seq: number; readonly hash: Digest }

/** Before the first entry. */
export const origin: ChainHead = { seq: 0, hash: "0".repeat(64) as Digest };

/** Lower-case hexadecimal SHA-256 over the canonical form of the entry without `hash`. */
export function hashOf(entry: UnsealedEntry): Digest {
  return hashOnce("sha256", canonicalEntry(entry), "hex") as Digest;
}

/** Seals a draft as the entry after `head` (`origin` before the first). Half surrogates in its text become U+FFFD: RFC 8785 has no form for them. */
export function appendEntry(head: ChainHead, draft: LedgerDraft): LedgerEntry {
  const { at, repo, repair, kind, phase, prompt_sha256 } = draft;
  const [payload, evidence] = [wellFormed(draft.payload), wellFormed(draft.evidence)];
  const unsealed: UnsealedEntry = { seq: head.seq + 1, at, repo, repair, kind, phase, payload, evidence, prompt_sha256, prev: head.hash };
  return { ...unsealed, hash: hashOf(unsealed) };
}

/** Seals drafts one after another. */
export function appendEntries(head: ChainHead, drafts: readonly LedgerDraft[]): readonly LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const draft of drafts) entries.push(appendEntry(entries.at(-1) ?? head, draft));
  return entries;
}
