import type { LedgerEntry } from "../../core/ledger/entry.ts";
import { payloadSummary } from "../../core/ledger/payload-summary.ts";
import type { ChainVerdict } from "../../core/ledger/verify-chain.ts";
import { plainText } from "../plain-text.ts";
import type { AnchorReading } from "./read-anchor.ts";

export function verdictJson(verdict: ChainVerdict, anchor: AnchorReading): string {
  return `${JSON.stringify({ ...verdict, checkpoint: anchor.kind === "signed" ? { ...anchor.checkpoint, from: anchor.from } : null })}\n`;
}

export function verdictText(verdict: ChainVerdict, anchor: AnchorReading): string {
  if (!verdict.holds) return `The ledger does not hold: entry ${verdict.seq} was ${verdict.why}.\n  ${plainText(verdict.message)}\n`;
  const { entries, head } = verdict;
  if (entries === 0) return "The ledger holds: it has no entry yet.\n";
  return `The ledger holds: ${entries} ${entries === 1 ? "entry" : "entries"}, head ${head.seq} ${head.hash}.\n  ${against(anchor)}\n`;
}

/** A checkpoint of the database itself went with what was cut off: only one from outside shows that. */
function against(anchor: AnchorReading): string {
  if (anchor.kind !== "signed") return anchor.kind === "none" ? anchor.why : anchor.message;
  if (anchor.from === "given") return `It holds against the checkpoint at ${anchor.checkpoint.seq}.`;
  return `It holds against its last recorded checkpoint, at ${anchor.checkpoint.seq}; only one from outside (--checkpoint) shows that nothing after it was cut off.`;
}

/** One line: when, what, about which repair, in short. All of it: `--json`. */
export function entryText({ seq, at, kind, repo, repair, phase, payload }: LedgerEntry): string {
  const about = repair ?? repo ?? "";
  const words = [phase, payloadSummary(payload)].filter((part) => part !== null && part !== "").join(": ");
  return `${plainText(`${String(seq).padStart(5)}  ${at.slice(0, 19).replace("T", " ")}  ${kind.padEnd(16)}  ${about}  ${words}`).trimEnd()}\n`;
}
