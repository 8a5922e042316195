/** Appends executions and what became of them, and judges the standing of the versions they touch anew, all in the step's own transaction. */
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { FixId } from "../../../core/identity/identifier.ts";
import type { LedgerDraft } from "../../../core/ledger/entry.ts";
import type { StandingBounds } from "../../../core/skill/standing/bounds.ts";
import type { SkillRecord } from "../../../core/skill/standing/record.ts";
import type { Aftermath, SkillExecution } from "../../../core/skill/standing/skill-execution.ts";
import type { Standing } from "../../../core/skill/standing/standing.ts";
import { changeOfStanding, swearChange, type StandingChange } from "../../../core/skill/standing/standing-change.ts";
import { keepRecordings } from "../replays/keep.ts";
import { row, rows, statement, type Script } from "../script.ts";
import { executionsOfVersion, trialsIn } from "./read.ts";

const insertExecution = statement("skill_execution_keep", `
  insert into skill_executions (plan_id, skill, execution, version, digest, repo, document) values (?, ?, ?, ?, ?, ?, ?)
  on conflict (plan_id, skill) do nothing`);
const insertAftermath = statement("skill_aftermath_keep", `
  insert into skill_aftermaths (execution, kind, repo, commit_sha, at)
  select execution, ?, repo, ?, ? from skill_executions where execution = ? limit 1
  on conflict (execution, kind) do nothing`);
const lastGiven = statement<{ standing: Standing }>("standing_last", "select standing from standing_changes where repo = ? and skill = ? and digest = ? order by seq desc limit 1");
const insertChange = statement("standing_keep", "insert into standing_changes (repo, skill, digest, standing, document) values (?, ?, ?, ?, ?)");
const versionsTouched = statement<Version>("skill_versions_of", "select distinct repo, skill, digest from skill_executions where execution = ?");

interface Version { readonly repo: string; readonly skill: string; readonly digest: string }

export interface Keeping { readonly record: SkillRecord; readonly repair: FixId | null; readonly at: Timestamp }

/** Gives the ledger entries for the standings that changed. Telling the same execution or aftermath twice keeps it once. */
export function* keepSkillRecord({ record, repair, at }: Keeping): Script<readonly LedgerDraft[]> {
  for (const execution of record.executions) yield* keepExecution(execution);
  for (const aftermath of record.aftermaths) yield* keepAftermath(aftermath);
  yield* keepRecordings(record.recordings ?? []);
  const touched = new Map<string, Version>();
  for (const { execution } of [...record.executions, ...record.aftermaths]) {
    for (const version of yield* rows(versionsTouched, execution)) touched.set(`${version.skill} ${version.digest}`, version);
  }
  const sworn: LedgerDraft[] = [];
  for (const version of touched.values()) sworn.push(...(yield* judgeAgain(version, { bounds: record.bounds, repair, at })));
  return sworn;
}

export function* keepStandingChange(change: StandingChange): Script<void> {
  yield* rows(insertChange, change.repo, change.skill, change.digest, change.to, JSON.stringify(change));
}

/** False where the version is not rolled back by now: nothing is kept then. */
export function* keepTrial(change: StandingChange): Script<boolean> {
  if ((yield* row(lastGiven, change.repo, change.skill, change.digest))?.standing !== "rolled_back") return false;
  yield* keepStandingChange(change);
  return true;
}

function* keepExecution(one: SkillExecution): Script<void> {
  yield* rows(insertExecution, one.plan_id, one.skill, one.execution, one.version, one.digest, one.repo, JSON.stringify(one));
}

function* keepAftermath({ execution, kind, commit, at }: Aftermath): Script<void> {
  yield* rows(insertAftermath, kind, commit, milliseconds(at), execution);
}

function* judgeAgain(version: Version, { bounds, repair, at }: { readonly bounds: StandingBounds; readonly repair: FixId | null; readonly at: Timestamp }): Script<readonly LedgerDraft[]> {
  const executions = yield* executionsOfVersion(version, bounds.window);
  const before = (yield* row(lastGiven, version.repo, version.skill, version.digest))?.standing ?? null;
  const since = (yield* trialsIn(version.repo)).get(`${version.skill} ${version.digest}`) ?? null;
  const sworn = changeOfStanding({ executions, before, since, bounds, at });
  if (sworn === null) return [];
  yield* keepStandingChange(sworn.change);
  return [swearChange(sworn, { executions, bounds, repair, since })];
}

