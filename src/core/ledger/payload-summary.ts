/** What a ledger entry's payload says of itself, in one line; the whole of it stands in the entry. */
import type { LedgerEntry } from "./entry.ts";

const telling = ["summary", "reason", "title", "effect", "kind", "outcome", "status"] as const;
const LONGEST = 70;

/** Empty when nothing in it is a short text. */
export function payloadSummary(payload: LedgerEntry["payload"]): string {
  const words = telling.flatMap((key) => (typeof payload[key] === "string" ? [payload[key]] : []));
  const [first = ""] = words;
  const line = first.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
