/** What is at hand of a repair's evidence, wherever it was read: the store, or a checkout of the evidence branch. */
import { digestOf } from "../identity/digest.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import type { Repair } from "../repair/repair.ts";

export interface HeldEvidence {
  readonly repair: string;
  /** By `<PHASE>/<file>`; null: named in the record, and its content is gone. */
  readonly files: ReadonlyMap<string, Uint8Array | null>;
  /** Null: none was published yet (from the store), or it is not there (from a folder). */
  readonly manifest: Uint8Array | null;
  readonly statement: Uint8Array | null;
  /** A folder must have its manifest; the store may not have published one yet. */
  readonly manifestExpected: "always" | "when published";
}

/** The repair and its ledger entries, oldest first. */
export interface SwornRecord { readonly repair: Repair; readonly entries: readonly LedgerEntry[] }

/** Digest of what is at hand under the path; null when there is nothing. */
export function digestHeld({ files }: Pick<HeldEvidence, "files">, path: string): string | null {
  const content = files.get(path);
  return content == null ? null : digestOf(content);
}
