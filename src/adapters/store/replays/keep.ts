/** Keeps recorded failures and their logs, in the transaction of the step (or command) that met them. */
import type { FixId } from "../../../core/identity/identifier.ts";
import type { FailureLog, KeptRecording } from "../../../core/replay/recording.ts";
import { rows, statement, type Script } from "../script.ts";

/** Of one skill in one repository; older ones are let go. */
export const MOST_RECORDINGS = 200;

const insertContent = statement("recording_content", "insert into contents (sha256, content) values (?, ?) on conflict (sha256) do nothing");
const insertRecording = statement("recording_keep", `
  insert into recordings (execution, skill, repo, repair, document) values (?, ?, ?, ?, ?) on conflict (execution, skill) do nothing`);
const letGo = statement("recordings_let_go", `
  delete from recordings where repo = ? and skill = ? and seq <= (select seq from recordings where repo = ? and skill = ? order by seq desc limit 1 offset ${MOST_RECORDINGS})`);
const insertLog = statement("failure_log_keep", "insert into failure_logs (repair, check_name, sha256) values (?, ?, ?) on conflict (repair, check_name) do nothing");

/** One row for each skill of the plan; telling the same execution twice keeps it once. */
export function* keepRecordings(kept: readonly KeptRecording[]): Script<void> {
  for (const { recording, contents, logs } of kept) {
    for (const { sha256, content } of contents) yield* rows(insertContent, sha256, content);
    yield* keepLogs(recording.repair, logs);
    const { repo, steps } = recording.plan;
    for (const { skill } of steps) {
      yield* rows(insertRecording, recording.execution, skill.name, repo, recording.repair, JSON.stringify(recording));
      yield* rows(letGo, repo, skill.name, repo, skill.name);
    }
  }
}

export function* keepLogs(repair: FixId, logs: readonly FailureLog[]): Script<void> {
  for (const { check, content, sha256 } of logs) {
    yield* rows(insertContent, sha256, content);
    yield* rows(insertLog, repair, check.replaceAll("\u0000", "\uFFFD"), sha256);
  }
}
