/** What a replay says to people: the table of its cases, the verdict, and what follows. */
import type { Tally } from "../../core/replay/acceptance.ts";
import type { ReplayReport } from "../../core/replay/report.ts";
import type { StandingChange } from "../../core/skill/standing/standing-change.ts";
import { plainText } from "../plain-text.ts";
import { textTable } from "../text-table.ts";

export function reportText(report: ReplayReport, promoted: StandingChange | null): string {
  const { skill, candidate, present, cases, set_aside, repo } = report;
  const rows = cases.map((one) => [one.name, one.before.kind, one.present === null ? "-" : `${one.present.kind} ${shown(one.present.seconds)}`, `${one.after.kind} ${shown(one.after.seconds)}`, shorten(one.after.reason)]);
  const lines = [
    `${skill} ${candidate.version} beside ${present === null ? "no version before it" : present.version}, on failures of ${repo}${report.from === "STRATEGIZE" ? "" : `, from ${report.from} on`}`, "",
    textTable([["FAILURE", "RECORDED", "PRESENT", "CANDIDATE", "WHY"], ...rows]),
    tallyLine("recorded", report.before), ...(report.present_today === null ? [] : [tallyLine("present", report.present_today)]), tallyLine("candidate", report.after),
    ...(set_aside.length === 0 ? [] : ["", "Set aside, and counted neither way:", ...set_aside.map(({ name, reason }) => `  ${name}: ${reason}`)]),
    "", ...verdictLines(report, promoted), ...(report.sandbox === "none" ? ["No sandbox was used, because you asked for that."] : []),
  ];
  return `${plainText(lines.join("\n")).trimEnd()}\n`;
}

function verdictLines({ accepted, reasons, replay, skill, candidate }: ReplayReport, promoted: StandingChange | null): readonly string[] {
  if (!accepted) return [`Refused (${replay}):`, ...reasons.map((reason) => `  ${reason}`)];
  if (promoted !== null) return [`Accepted (${replay}): ${skill} ${candidate.version} is promoted in ${promoted.repo}; the ledger has the entry.`];
  return [`Accepted (${replay}). Its standing stays: it is promoted already, or was rolled back and needs a new version.`];
}

function tallyLine(name: string, { fixed, wrong, refused, seconds }: Tally): string {
  return `${name.padEnd(10)} ${fixed} fixed, ${wrong} wrongly changed, ${refused} refused${seconds === null || name === "recorded" ? "" : `, median ${shown(seconds)}`}`;
}

export function historyText(reports: readonly ReplayReport[]): string {
  if (reports.length === 0) return "No candidate was replayed yet.\n";
  const rows = reports.map(({ replay, at, repo, skill, candidate, accepted, before, after, cases, because, reasons }) => (
    [replay, at, repo, skill, candidate.version, candidate.digest.slice(0, 12), accepted ? "accepted" : "refused", `${before.fixed} → ${after.fixed} of ${cases.length}`, because[0]?.name.split(":", 1)[0]?.replaceAll("_", " ") ?? "hand", shorten(reasons[0] ?? because[0]?.said ?? "")]));
  return plainText(textTable([["REPLAY", "AT", "REPOSITORY", "SKILL", "VERSION", "DIGEST", "VERDICT", "FIXED", "BEGUN BY", "WHY"], ...rows]));
}

function shown(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
