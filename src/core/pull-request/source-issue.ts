/** The tracking issue of an alert about a log source (rows D7, D11). Its marker names rule, source and fingerprint, so that the same alert updates it. */
import type { FailureReport } from "../failure/report.ts";
import type { Digest } from "../identity/digest.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { SourceRule } from "../log-source/observation.ts";
import { code, fenced, prose, shorten, titleText } from "./neutral-text.ts";

export interface SourceIssueInput {
  readonly rule: SourceRule;
  /** Why it is told, as half a sentence. */
  readonly because: string;
  /** Null: it is about answers with status 500 or more. */
  readonly report: FailureReport | null;
  readonly source: string;
  /** Looks and runs that showed it, this look included; null: they are not counted. */
  readonly seen: number | null;
  readonly at: Timestamp;
}

/** `fingerprint` null: of answers with status 500 or more. */
export function sourceMarker({ rule, source, fingerprint }: { readonly rule: SourceRule; readonly source: string; readonly fingerprint: Digest | null }): string {
  return `<!-- regreen:alert:${rule}:${source}:${fingerprint ?? "5xx"} -->`;
}

const titles = { new: "New failure", spike: "Failure seen far more often", sustained: "Failure that stays", "5xx": "Lasting server errors" } as const satisfies Record<SourceRule, string>;

export function buildSourceIssue({ rule, because, report, source, seen, at }: SourceIssueInput): { readonly title: string; readonly body: string; readonly marker: string } {
  const marker = sourceMarker({ rule, source, fingerprint: report?.fingerprint ?? null });
  const asked = rule === "5xx" ? "sustained" : rule;
  const body = [
    marker,
    `The log source ${code(source)} ${report === null ? "shows server errors" : "shows a failure"}: ${prose(because)}.`,
    ...(report === null ? [] : [
      `Class ${report.failure_class}${report.tool === null ? "" : `, ${prose(report.tool)}`}; seen ${seen === null || seen === 1 ? "once" : `${seen} times`}, one for each look or run; fingerprint \`${report.fingerprint}\`.`,
      ...(report.error_snippet === "" ? [] : [fenced(report.error_snippet)]),
    ]),
    `_The rule \`alerts.${asked}\` of .github/regreen.yml asked for this issue; last updated ${at}. A log is of no commit: nothing is mended by itself._`,
  ].join("\n\n");
  return { title: shorten(titleText(`${titles[rule]} in ${source}${report === null ? "" : `: ${whatOf(report)}`}`), 120), body: shorten(body, 60_000), marker };
}

/** What is unknown is named by the line that it was known by. */
function whatOf({ failure_class, tool, evidence: [line] }: FailureReport): string {
  if (failure_class === "unknown" && line !== undefined) return line.text.trim();
  return `${failure_class}${tool === null ? "" : `, ${tool}`}`;
}
