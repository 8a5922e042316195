/** Recorded failures as they were kept, and the reports of replays, each with the promotion that it led to. */
import type { Digest } from "../../../core/identity/digest.ts";
import { Recording, type KnownRecording } from "../../../core/replay/recording.ts";
import { swearReplay } from "../../../core/replay/swear-replay.ts";
import { ReplayReport } from "../../../core/replay/report.ts";
import { AftermathKind } from "../../../core/skill/standing/skill-execution.ts";
import type { Replays } from "../../../ports/store/skill-records.ts";
import type { Database } from "../database.ts";
import { appendDrafts } from "../ledger/append.ts";
import { rows, statement, type Script } from "../script.ts";
import { keepStandingChange } from "../skills/keep.ts";

const newest = statement<{ document: string; repair: string; execution: string }>("recordings_newest", "select document, repair, execution from recordings where repo = ? and skill = ? order by seq desc limit cast(? as bigint)");
const aftermathsOf = statement<{ kind: string }>("recording_aftermaths", "select kind from skill_aftermaths where execution = ? order by at, kind");
const logsOf = statement<{ check_name: string; sha256: Digest }>("failure_logs_of", "select check_name, sha256 from failure_logs where repair = ? order by check_name");
const insertReplay = statement("replay_keep", "insert into replays (replay, repo, skill, document) values (?, ?, ?, ?) on conflict (replay) do nothing");
const newestReplays = statement<{ document: string }>("replays_newest", "select document from replays where (? = '' or repo = ?) and (? = '' or skill = ?) order by seq desc limit cast(? as bigint)");

export function openReplays(database: Database): Replays {
  return {
    recordings: (asked) => database.read(() => readRecordings(asked)),
    keep: (keeping) => database.write(() => keepReplay(keeping)),
    history: async ({ repo = "", skill = "", most }) => (await database.read(() => rows(newestReplays, repo, repo, skill, skill, most))).map(({ document }) => ReplayReport.parse(JSON.parse(document))),
  };
}

function* readRecordings({ repo, skill, most }: Parameters<Replays["recordings"]>[0]): Script<readonly KnownRecording[]> {
  const known: KnownRecording[] = [];
  for (const { document, repair, execution } of yield* rows(newest, repo, skill, most)) {
    const aftermaths = (yield* rows(aftermathsOf, execution)).map(({ kind }) => AftermathKind.parse(kind));
    const logs = (yield* rows(logsOf, repair)).map(({ check_name: check, sha256 }) => ({ check, sha256 }));
    known.push({ recording: Recording.parse(JSON.parse(document)), aftermaths, logs });
  }
  return known;
}

function* keepReplay({ report, promotion }: Parameters<Replays["keep"]>[0]): Script<void> {
  yield* rows(insertReplay, report.replay, report.repo, report.skill, JSON.stringify(report));
  yield* appendDrafts([swearReplay(report), ...(promotion === null ? [] : [promotion.entry])]);
  if (promotion !== null) yield* keepStandingChange(promotion.change);
}
