/** An alert whose failure was not seen for as long as the repository says: its tracking issue is closed (row D7). Pure. */
import type { Configuration } from "../../configuration/configuration.ts";
import { digestOf } from "../../identity/digest.ts";
import { fixId } from "../../identity/identifier.ts";
import { milliseconds, type Timestamp } from "../../identity/timestamp.ts";
import { alertMarker } from "../../pull-request/alert-issue.ts";
import { quietSince } from "../../pull-request/closing-sentence.ts";
import { close } from "../close.ts";
import type { Decision } from "../decision.ts";
import { ask, draft } from "../draft.ts";
import { openOperation, type Opening } from "../open-repair.ts";
import type { AlertReference, Repair } from "../repair.ts";

/** The latest telling of an alert, whose issue nobody has looked after yet. */
export interface StandingAlert { readonly repair: Repair; readonly alert: AlertReference; readonly quietHours: number }

/** `repairs`: of one repository, newest first. */
export function standingAlerts(repairs: readonly Repair[]): readonly StandingAlert[] {
  const latest = new Map<string, StandingAlert>();
  for (const repair of repairs) {
    for (const alert of repair.alerted?.alerts ?? []) {
      const name = nameOf(alert);
      if (!latest.has(name)) latest.set(name, { repair, alert, quietHours: repair.alerted?.quiet_hours ?? 0 });
    }
  }
  const looked = new Set(repairs.flatMap(({ operation }) => (operation?.kind === "quiet" ? [`${operation.of}:${nameOf(operation)}`] : [])));
  return [...latest.values()].filter(({ repair, alert }) => !looked.has(`${repair.id}:${nameOf(alert)}`));
}

function nameOf({ rule, fingerprint }: AlertReference): string {
  return `${rule}:${fingerprint}`;
}

/** `seen`: when the failure was seen last, on whatever branch. */
export function isQuiet({ quietHours }: StandingAlert, seen: Timestamp, at: Timestamp): boolean {
  return milliseconds(at) - milliseconds(seen) >= quietHours * 3_600_000;
}

/** Once for each telling. */
export function openQuiet({ repair, alert: { rule, fingerprint } }: StandingAlert, at: Timestamp): Opening {
  const key = `${repair.id}:quiet:${rule}:${fingerprint}`;
  return openOperation(fixId(at, digestOf(key).slice(0, 12)), { subject: repair.subject, key, operation: { kind: "quiet", of: repair.id, rule, fingerprint }, at });
}

export interface QuietSnapshot {
  readonly repair: Repair;
  readonly alert: AlertReference;
  readonly at: Timestamp;
  readonly configuration: Configuration | null;
  /** When the failure was seen last; null: that is not known any more. */
  readonly seen: Timestamp | null;
}

export function decideQuiet({ repair, alert: { rule, fingerprint }, at, configuration, seen }: QuietSnapshot): Decision {
  if (configuration === null || !configuration.enabled || configuration.dry_run) return close(draft(repair), { status: "skipped", reason: "nothing is written in this repository any more", at });
  const hours = seen === null ? configuration.alerts.quiet_hours : Math.floor((milliseconds(at) - milliseconds(seen)) / 3_600_000);
  const effect = { kind: "close_issue" as const, marker: alertMarker(rule, fingerprint), sentence: quietSince(seen ?? repair.opened_at, hours) };
  const asked = ask(draft(repair), [{ key: `${repair.id}:close:${rule}`, repository: repair.subject.repository, effect }]);
  return close(asked, { status: "closed", reason: `not seen for ${String(hours)} hours: the issue of the alert is closed`, at });
}
