/** The failures of the last 30 days as one page (pure): how often each was seen, since when, and what became of it. */
import type { FingerprintSummary } from "../core/history/occurrence.ts";
import { cell } from "../core/pull-request/neutral-text.ts";
import type { Repair } from "../core/repair/repair.ts";

export const REPORT_DAYS = 30;
/** By this mark the issue is found again. */
export const REPORT_MARK = "<!-- regreen:report -->";

export interface SeenFailure {
  readonly summary: FingerprintSummary;
  /** Occurrences of the last 30 days: one per run and check. */
  readonly count: number;
}

const NOT_YET = "Only what Regreen saw and kept in the branch `regreen/state` is counted. The full report on the code's health is not there yet.";

/** `repairs`: newest first. Markdown; words of the repository stand in code alone. */
export function failureReport(seen: readonly SeenFailure[], repairs: readonly Repair[]): string {
  const head = `**${String(seen.length)}** ${seen.length === 1 ? "failure was" : "different failures were"} seen in the last ${String(REPORT_DAYS)} days. ${NOT_YET}`;
  if (seen.length === 0) return `${REPORT_MARK}\n${head}\n`;
  const rows = seen.toSorted((one, other) => other.count - one.count).map(({ summary, count }) => {
    const { pattern_name, tool, failure_class, fingerprint, first_seen, last_seen } = summary;
    return `| ${cell(tool === null ? pattern_name : `${tool}: ${pattern_name}`)} | ${failure_class} | \`${fingerprint.slice(0, 12)}\` | ${String(count)} | ${first_seen.slice(0, 10)} | ${last_seen.slice(0, 10)} | ${becameOf(fingerprint, repairs)} |`;
  });
  return [REPORT_MARK, head, "", "| failure | class | fingerprint | times | first seen | last seen | mended |", "|---|---|---|--:|---|---|---|", ...rows, ""].join("\n");
}

function becameOf(fingerprint: FingerprintSummary["fingerprint"], repairs: readonly Repair[]): string {
  const latest = repairs.find(({ failures }) => failures.some((failure) => failure.fingerprint === fingerprint));
  const pull = latest?.offer?.number == null ? "" : ` (#${String(latest.offer.number)})`;
  switch (latest?.status) {
    case "merged": return `yes${pull}`;
    case "proposed": return `offered${pull}`;
    case "pending":
    case "planned":
    case "running":
    case "verified": return "under way";
    default: return latest?.issue == null ? "no" : `no (#${String(latest.issue)})`;
  }
}
