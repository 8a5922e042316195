import { REMEMBERED_MILLISECONDS, secondsUntilRoom, SPAN_MILLISECONDS, type WrittenAt } from "../../../core/pace/content-limits.ts";
import { milliseconds, timestamp } from "../../../core/identity/timestamp.ts";
import type { Pace } from "../../../ports/store/pace.ts";
import type { Database } from "../database.ts";
import { row, rows, statement, type Script } from "../script.ts";

const note = statement("pause_note", `
  insert into pauses (installation_id, until_at) values (?, ?)
  on conflict (installation_id) do update set until_at = case when excluded.until_at > pauses.until_at then excluded.until_at else pauses.until_at end`);
const standing = statement<{ installation_id: number; until_at: number }>("pauses_standing", "select installation_id, until_at from pauses where until_at > ?");
const ofInstallation = statement<{ until_at: number }>("pause_of", "select until_at from pauses where installation_id = ?");
const lockPause = statement<{ until_at: number }>("pause_lock", ({ forUpdate }) => `select until_at from pauses where installation_id = ? ${forUpdate}`);
const open = statement("pause_open", "insert into pauses (installation_id, until_at) values (?, 0) on conflict (installation_id) do nothing");
const written = statement<WrittenAt>("content_written", `select span_at as "from", count from content_writes where installation_id = ? and span_at > ?`);
const allWritten = statement<WrittenAt & { installation_id: number }>("content_written_all", `select installation_id, span_at as "from", count from content_writes where span_at > ? order by installation_id, span_at`);
const forget = statement("content_forget", "delete from content_writes where installation_id = ? and span_at <= ?");
const add = statement("content_add", `
  insert into content_writes (installation_id, span_at, count) values (?, ?, 1)
  on conflict (installation_id, span_at) do update set count = content_writes.count + 1`);

export function openPace(database: Database): Pace {
  return {
    pause: (installationId, until) => database.write(function* () { yield* rows(note, installationId, milliseconds(until)); }),
    pauses: async (now) => (await database.read(() => rows(standing, milliseconds(now)))).map(({ installation_id, until_at }) => ({ installationId: installation_id, until: timestamp(until_at) })),
    written: async (now) => {
      const spans = await database.read(() => rows(allWritten, milliseconds(now) - REMEMBERED_MILLISECONDS));
      return Map.groupBy(spans, ({ installation_id }) => installation_id);
    },
    secondsToWait: async (installationId, now) => {
      const pause = await database.read(() => row(ofInstallation, installationId));
      return Math.max(0, ((pause?.until_at ?? 0) - milliseconds(now)) / 1000);
    },
    // A lease's kind of write: what a crash of the machine takes back with it is a few seconds of counting.
    takeRoom: (installationId, now) => database.lease(() => take(installationId, milliseconds(now))),
  };
}

/** The installation's row of pauses is the lock: two processes never take the last room together. */
function* take(installationId: number, now: number): Script<number> {
  yield* rows(open, installationId);
  const pause = yield* row(lockPause, installationId);
  const paused = Math.max(0, ((pause?.until_at ?? 0) - now) / 1000);
  const spans = yield* rows(written, installationId, now - REMEMBERED_MILLISECONDS);
  const wait = Math.max(paused, secondsUntilRoom(spans, now));
  if (wait > 0) return wait;
  yield* rows(forget, installationId, now - REMEMBERED_MILLISECONDS);
  yield* rows(add, installationId, now - (now % SPAN_MILLISECONDS));
  return 0;
}
