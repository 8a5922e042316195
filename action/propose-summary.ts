import { code } from "../src/core/pull-request/neutral-text.ts";
import type { Repair } from "../src/core/repair/repair.ts";

/** The job's summary page, in Markdown: each repair that moved, and where it stands. Text of the repository stands in code spans only. */
export function buildProposeSummary(repairs: readonly Repair[]): string {
  if (repairs.length === 0) return "### Nothing to do\n\nNo repair moved in this run.\n";
  const rows = repairs.map(({ id, status, subject, offer, reason }) => `| ${code(id)} | ${code(subject.branch)} | ${status} | ${offer?.url == null ? "" : `[#${String(offer.number ?? "")}](${offer.url})`} | ${reason === null ? "" : code(reason)} |`);
  return ["### Regreen", "", "| repair | branch | status | pull request | why |", "|---|---|---|---|---|", ...rows, ""].join("\n");
}
