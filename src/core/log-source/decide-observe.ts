/** What follows from one look at a log source: the cursor, what was seen, and the tracking issues that the repository's alert rules ask for. Pure. */
import type { Configuration } from "../configuration/configuration.ts";
import type { FailureReport } from "../failure/report.ts";
import type { Occurrence } from "../history/occurrence.ts";
import { timesSeen, noPast } from "../history/past.ts";
import { seenIn } from "../history/seen-in.ts";
import { digestOf, type Digest } from "../identity/digest.ts";
import { after, milliseconds, type Timestamp } from "../identity/timestamp.ts";
import { quietSince } from "../pull-request/closing-sentence.ts";
import { buildSourceIssue, sourceMarker } from "../pull-request/source-issue.ts";
import type { Decision } from "../repair/decision.ts";
import { momentOf } from "../repair/diagnose/moment-of.ts";
import { alter, ask, draft } from "../repair/draft.ts";
import type { EffectRequest } from "../repair/effect.ts";
import type { Repair, Subject } from "../repair/repair.ts";
import { lastingErrors } from "./error-rate.ts";
import { judgeSighting } from "./judge-sighting.ts";
import type { Cursor, Observation, RequestCount, SourceRule, ToldAlert } from "./observation.ts";
import { placeDigest, type LogSource } from "./source.ts";

export interface Look {
  readonly source: LogSource;
  readonly configuration: Configuration;
  readonly reading: { readonly cursor: Cursor; readonly requests: RequestCount; readonly more: boolean };
  readonly reports: readonly FailureReport[];
  /** Of the fingerprints of the reports, newest first. */
  readonly occurrences: ReadonlyMap<string, readonly Occurrence[]>;
  readonly at: Timestamp;
  readonly everySeconds: number;
}

/** More issues of one look would be noise. */
const MOST_ALERTS = 3;
/** An issue that stands is brought up to date this often while the failure goes on. */
const REFRESH_SECONDS = 3_600;
const MOST_TOLD = 50;
const MOST_COUNTED = 300;

/** How it stands before its first look at this place. */
export function observationOf({ observation }: Repair, source: LogSource, at: Timestamp): Observation {
  const place = placeDigest(source);
  return observation?.place === place ? observation : { place, cursor: null, next: at, counted: [], told: observation?.told ?? [], trouble: null };
}

/** It could not be read: the cursor stays. */
export function decideTrouble(repair: Repair, observation: Observation, { trouble, next }: { readonly trouble: string; readonly next: Timestamp }): Decision {
  return { ...alter(draft(repair), { observation: { ...observation, trouble, next }, reason: trouble }), due: next };
}

export function decideObserve(repair: Repair, observation: Observation, look: Look): Decision {
  const { reading: { cursor, requests, more }, at } = look;
  const next = more ? at : after(at, look.everySeconds);
  const subject = nextLook(repair.subject);
  const reports = look.reports.filter(({ failure_class }) => failure_class !== "none");
  const counted = [...observation.counted, ...(requests.total === 0 ? [] : [{ at, ...requests }])].slice(-MOST_COUNTED);
  const alerts = wanted(alertsOf({ ...look, reports }, { subject, counted, told: observation.told }), look);
  const quiet = more ? [] : quietOnes(observation.told.filter((one) => !alerts.some((alert) => isSame(alert, one))), look);
  const before = observation.told.filter((one) => !alerts.some((alert) => isSame(alert, one))).map((one): ToldAlert => (quiet.includes(one) ? { ...one, closed: true } : one));
  const told = [...before, ...alerts.map(({ rule, fingerprint, because }) => ({ rule, fingerprint, because, at }))].slice(-MOST_TOLD);
  const moved = alter({ ...draft(repair), due: next }, { subject, observation: { ...observation, cursor, next, counted, told, trouble: null }, reason: "watching the log" });
  const seen = seenIn(subject, [{ name: look.source.name, reports }], at);
  return ask(reports.length === 0 ? moved : { ...moved, seen }, [...alerts.map((alert) => effectOf(alert, { repair, subject, look })), ...quiet.map((one) => closingOf(one, { repair, subject, look }))]);
}

/** Told last so long ago that even with the pause between two tellings it was not seen for the hours that the repository says. */
function quietOnes(told: readonly ToldAlert[], { configuration: { alerts, dry_run }, at }: Look): readonly ToldAlert[] {
  const most = alerts.quiet_hours * 3_600_000 + REFRESH_SECONDS * 1000;
  return dry_run ? [] : told.filter((one) => one.closed === undefined && milliseconds(at) - milliseconds(one.at) >= most);
}

function closingOf({ rule, fingerprint, at }: ToldAlert, { repair, subject, look }: { readonly repair: Repair; readonly subject: Subject; readonly look: Look }): EffectRequest {
  const { source: { name: source }, configuration } = look;
  return {
    key: `${repair.id}:quiet:${rule}:${fingerprint}:${momentOf(subject, look.at).source}`, repository: subject.repository,
    effect: { kind: "close_issue", marker: sourceMarker({ rule, source, fingerprint: rule === "5xx" ? null : fingerprint }), sentence: quietSince(at, configuration.alerts.quiet_hours) },
  };
}

/** Each look is a source of its own in the history. */
function nextLook(subject: Subject): Subject {
  const { source } = subject;
  return source.kind === "log_source" ? { ...subject, source: { ...source, look: source.look + 1 } } : subject;
}

interface Wanted { readonly rule: SourceRule; readonly fingerprint: Digest; readonly because: string; readonly report: FailureReport | null }

function isSame(one: Pick<Wanted, "rule" | "fingerprint">, other: Pick<Wanted, "rule" | "fingerprint">): boolean {
  return one.rule === other.rule && one.fingerprint === other.fingerprint;
}

interface Known { readonly subject: Subject; readonly counted: Observation["counted"]; readonly told: readonly ToldAlert[] }

/** What the rules say of this look, and what was told before and goes on; each again only after a while. */
function alertsOf(look: Look, { subject, counted, told }: Known): readonly Wanted[] {
  const { source, at, occurrences } = look;
  const found = look.reports.flatMap((report): readonly Wanted[] => {
    const { fingerprint } = report;
    const fired = judgeSighting({ fingerprint, occurrences: occurrences.get(fingerprint) ?? [], moment: momentOf(subject, at), source: source.name });
    const standing = told.filter((one) => one.fingerprint === fingerprint && !fired.some(({ rule }) => rule === one.rule));
    return [...fired, ...standing].map(({ rule, because }) => ({ rule, fingerprint, because, report }));
  });
  const errors = look.reading.requests.total === 0 ? null : lastingErrors(counted, source.errors, at);
  const all: readonly Wanted[] = errors === null ? found : [{ rule: "5xx", fingerprint: digestOf(`5xx:${source.name}`), because: errors, report: null }, ...found];
  return all.filter((one) => !told.some((before) => before.closed === undefined && isSame(one, before) && milliseconds(at) - milliseconds(before.at) < REFRESH_SECONDS * 1000));
}

/** Lasting 5xx answers are what `alerts.sustained` asks for. */
function wanted(alerts: readonly Wanted[], { configuration: { alerts: rules, dry_run } }: Look): readonly Wanted[] {
  return dry_run ? [] : alerts.filter(({ rule }) => rules[rule === "5xx" ? "sustained" : rule]).slice(0, MOST_ALERTS);
}

function effectOf({ rule, fingerprint, because, report }: Wanted, { repair, subject, look }: { readonly repair: Repair; readonly subject: Subject; readonly look: Look }): EffectRequest {
  const { source: { name }, configuration, occurrences, at } = look;
  const moment = momentOf(subject, at);
  const seen = report === null ? null : timesSeen({ ...noPast, occurrences }, fingerprint, moment);
  return {
    key: `${repair.id}:alert:${rule}:${fingerprint}:${moment.source}`, repository: subject.repository,
    effect: { kind: "upsert_issue", labels: configuration.labels.applied, state: "open", ...buildSourceIssue({ rule, because, report, source: name, seen, at }) },
  };
}
