/** The latest executions of one repository, whichever skill. */
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import { SkillExecution } from "../../../core/skill/standing/skill-execution.ts";
import { rows, statement, type Script } from "../script.ts";

const MOST = 1_000;

const latest = statement<{ document: string }>("skill_executions_latest", `select document from skill_executions where repo = ? order by seq desc limit ${MOST}`);

/** Newest first. */
export function* recentExecutions({ repo, since }: { readonly repo: string; readonly since: Timestamp }): Script<readonly SkillExecution[]> {
  const found = (yield* rows(latest, repo)).map(({ document }) => SkillExecution.parse(JSON.parse(document)));
  return found.filter(({ at }) => milliseconds(at) >= milliseconds(since));
}
