/** What was tried, told from the ledger, oldest first: for the person to whom a repair is handed. */
import type { LedgerEntry } from "../ledger/entry.ts";

const MOST_LINES = 40;

/** One line each: `2026-11-20 21:30:04 PLAN: phase entered`. */
export function diaryOf(history: readonly LedgerEntry[]): readonly string[] {
  const lines = history.filter(({ kind }) => !kind.startsWith("lease_")).map(lineOf);
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, 5), `… ${lines.length - MOST_LINES} more …`, ...lines.slice(5 - MOST_LINES)];
}

function lineOf({ at, kind, phase, payload }: LedgerEntry): string {
  const told = [payload.reason, payload.message, payload.effect, payload.answer].filter((value) => typeof value === "string");
  const when = at.slice(0, 19).replace("T", " ");
  return `${when} ${phase === null ? "" : `${phase}: `}${kind.replaceAll("_", " ")}${told.length === 0 ? "" : ` (${told.join(", ")})`}`;
}
