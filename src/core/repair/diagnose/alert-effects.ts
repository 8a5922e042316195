/** The tracking issues that the repository's alert rules ask for: one per rule and fingerprint, opened once and updated. */
import type { Configuration } from "../../configuration/configuration.ts";
import { judgeAlerts } from "../../history/alert.ts";
import { timesSeen } from "../../history/past.ts";
import { buildAlertIssue } from "../../pull-request/alert-issue.ts";
import type { Decision } from "../decision.ts";
import { alter, ask } from "../draft.ts";
import type { EffectRequest } from "../effect.ts";
import type { AlertReference } from "../repair.ts";
import { runUrl } from "../web-url.ts";
import { findingsOf, type Finding } from "./finding.ts";
import { momentOf } from "./moment-of.ts";
import type { DiagnoseSnapshot } from "./snapshot.ts";

/** A run that fails in many new ways is one event: more issues than these would be noise. */
const MOST = 3;

export interface ToldAlert { readonly alert: AlertReference; readonly effect: EffectRequest }

/** Asks for the issues and keeps which they are, so that they are closed when it is quiet. */
export function withAlerts(decision: Decision, told: readonly ToldAlert[], { alerts }: Configuration): Decision {
  if (told.length === 0) return decision;
  return ask(alter(decision, { alerted: { alerts: told.map(({ alert }) => alert), quiet_hours: alerts.quiet_hours } }), told.map(({ effect }) => effect));
}

export function toldAlerts(snapshot: DiagnoseSnapshot): readonly ToldAlert[] {
  const { alerts, dry_run } = snapshot.configuration;
  if (snapshot.repair.subject.source.kind === "status") return [];
  if (dry_run || !(alerts.new || alerts.spike || alerts.sustained)) return [];
  return findingsOf(snapshot.checks).flatMap((finding) => alertsOf(finding, snapshot)).slice(0, MOST);
}

function alertsOf({ report, checks }: Finding, { repair, past, at, configuration, webUrl }: DiagnoseSnapshot): readonly ToldAlert[] {
  const { subject } = repair;
  const moment = momentOf(subject, at);
  const found = judgeAlerts({ past, fingerprint: report.fingerprint, moment, defaultBranch: subject.repository.default_branch });
  return found.filter(({ rule }) => configuration.alerts[rule]).map((alert) => ({
    alert: { rule: alert.rule, fingerprint: report.fingerprint },
    effect: {
      key: `${repair.id}:alert:${alert.rule}:${report.fingerprint}`,
      repository: subject.repository,
      effect: {
        kind: "upsert_issue", labels: configuration.labels.applied, state: "open",
        ...buildAlertIssue({ alert, report, check: checks[0] ?? "", branch: subject.branch, runUrl: runUrl(repair, webUrl), seen: timesSeen(past, report.fingerprint, moment), at }),
      },
    },
  }));
}
