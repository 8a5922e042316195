import type { Moved } from "../src/alone/run-alone.ts";
import { code } from "../src/core/pull-request/neutral-text.ts";
import type { Repair } from "../src/core/repair/repair.ts";
import { spokenIn, type Request } from "../src/core/request/request.ts";

/** The job's summary page, in Markdown: what was asked for elsewhere than in a comment, and each repair that moved. Text of the repository stands in code spans only. */
export function buildProposeSummary({ repairs, requests }: Moved): string {
  const asked = requests.filter((request) => spokenIn(request) === null).map(answerText);
  if (repairs.length === 0 && asked.length === 0) return "### Nothing to do\n\nNo repair moved in this run.\n";
  return [...asked, ...(repairs.length === 0 ? [] : [repairTable(repairs)])].join("\n");
}

/** What waits for a person is shown as it would come out. */
function answerText({ lines, answer, preview = [], reason }: Request): string {
  const told = answer === null ? preview.map(({ text }) => text).join("\n\n") : answer.replace(/^<!--[^>]*-->\s*/, "");
  return ["### Asked for", "", lines.map(code).join(", "), "", ...(told === "" ? [] : [told, ""]), ...(reason === null || reason === "answered" ? [] : [code(reason), ""])].join("\n");
}

function repairTable(repairs: readonly Repair[]): string {
  const rows = repairs.map(({ id, status, subject, offer, reason }) => `| ${code(id)} | ${code(subject.branch)} | ${status} | ${offer?.url == null ? "" : `[#${String(offer.number ?? "")}](${offer.url})`} | ${reason === null ? "" : code(reason)} |`);
  return ["### Regreen", "", "| repair | branch | status | pull request | why |", "|---|---|---|---|---|", ...rows, ""].join("\n");
}
