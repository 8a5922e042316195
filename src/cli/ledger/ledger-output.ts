import type { ChainHead } from "../../core/ledger/chain.ts";
import type { LedgerEntry } from "../../core/ledger/entry.ts";
import type { ChainVerdict } from "../../core/ledger/verify-chain.ts";
import { plainText } from "../plain-text.ts";

export function verdictJson(verdict: ChainVerdict, anchor: ChainHead | null): string {
  return `${JSON.stringify({ ...verdict, checkpoint: anchor === null ? null : { seq: anchor.seq, hash: anchor.hash } })}\n`;
}

export function verdictText(verdict: ChainVerdict, anchor: ChainHead | null): string {
  if (!verdict.holds) return `The ledger does not hold: entry ${verdict.seq} was ${verdict.why}.\n  ${plainText(verdict.message)}\n`;
  const { entries, head } = verdict;
  if (entries === 0) return "The ledger holds: it has no entry yet.\n";
  const against = anchor === null ? "No checkpoint was given, so a cut at the end would not be seen." : `It holds against the checkpoint at ${anchor.seq}.`;
  return `The ledger holds: ${entries} ${entries === 1 ? "entry" : "entries"}, head ${head.seq} ${head.hash}.\n  ${against}\n`;
}

export function entryText({ seq, at, kind, repo, repair, phase, payload, hash }: LedgerEntry): string {
  const about = [repo, repair, phase].filter((part) => part !== null).join(" ");
  return plainText(`${String(seq).padStart(6)}  ${at}  ${kind.padEnd(17)}  ${about}  ${JSON.stringify(payload)}  ${hash.slice(0, 12)}`) + "\n";
}
