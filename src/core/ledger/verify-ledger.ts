import { Fault } from "../fault/fault.ts";
import type { LedgerEntry } from "./entry.ts";
import { Verification, type Anchor, type ChainVerdict } from "./verify-chain.ts";

/**
 * Verifies a ledger as it is read, from its first entry on. `anchor`: what the last checkpoint says, or null.
 * An entry that cannot even be read (Fault `ledger-unreadable`) is an edited one; other faults are the reader's and are thrown.
 */
export async function verifyLedger(entries: AsyncIterable<LedgerEntry>, anchor: Anchor | null): Promise<ChainVerdict> {
  const verification = new Verification(anchor);
  try {
    for await (const entry of entries) if (!verification.push(entry)) break;
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "ledger-unreadable") throw error;
    const verdict = verification.finish();
    if (!verdict.holds && verdict.why !== "truncated") return verdict;
    const seq = verification.expected;
    return { holds: false, seq, why: "edited", message: `what stands at ${seq} cannot be read as an entry` };
  }
  return verification.finish();
}
