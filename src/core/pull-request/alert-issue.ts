/** The tracking issue of an alert (row D7). Its marker names rule and fingerprint, so that the same alert updates it. */
import type { FailureReport } from "../failure/report.ts";
import type { Alert, AlertRule } from "../history/alert.ts";
import type { Digest } from "../identity/digest.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import { code, fenced, prose, shorten, titleText } from "./neutral-text.ts";

export interface AlertIssueInput {
  readonly alert: Alert;
  readonly report: FailureReport;
  readonly check: string;
  readonly branch: string;
  readonly runUrl: string | null;
  /** Runs that showed it, this one included. */
  readonly seen: number;
  readonly at: Timestamp;
}

export function alertMarker(rule: AlertRule, fingerprint: Digest): string {
  return `<!-- regreen:alert:${rule}:${fingerprint} -->`;
}

const titles = { new: "New failure", spike: "Failure seen far more often", sustained: "Failure that stays" } as const;

export function buildAlertIssue({ alert, report, check, branch, runUrl, seen, at }: AlertIssueInput): { readonly title: string; readonly body: string; readonly marker: string } {
  const marker = alertMarker(alert.rule, report.fingerprint);
  const tool = report.tool === null ? "" : `, ${prose(report.tool)}`;
  const body = [
    marker,
    `${code(check)} ${runUrl === null ? "fails" : `[fails](${runUrl})`} on ${code(branch)}: ${prose(alert.because)}.`,
    `Class ${report.failure_class}${tool}; seen in ${String(seen)} ${seen === 1 ? "run" : "runs"}; fingerprint \`${report.fingerprint}\`.`,
    ...(report.error_snippet === "" ? [] : [fenced(report.error_snippet)]),
    `_The rule \`alerts.${alert.rule}\` of .github/regreen.yml asked for this issue; last updated ${at}._`,
  ].join("\n\n");
  return { title: shorten(titleText(`${titles[alert.rule]}: ${report.failure_class}${report.tool === null ? "" : `, ${report.tool}`}`), 120), body: shorten(body, 60_000), marker };
}
