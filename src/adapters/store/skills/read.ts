/** Executions of skills as they were kept, each with what has become of it so far. */
import type { Timestamp } from "../../../core/identity/timestamp.ts";
import { KnownExecution } from "../../../core/skill/standing/skill-execution.ts";
import type { GivenStanding, SkillHistory } from "../../../core/skill/standing/skill-history.ts";
import { StandingChange } from "../../../core/skill/standing/standing-change.ts";
import { rows, statement, type Script } from "../script.ts";

interface Stored { readonly document: string; readonly reviewed: number; readonly reverted: number }

const aftermaths = `
  (select count(*) from skill_aftermaths a where a.execution = e.execution and a.kind in ('manual_review', 'closed')) as reviewed,
  (select count(*) from skill_aftermaths a where a.execution = e.execution and a.kind = 'reverted') as reverted`;
const ofVersion = statement<Stored>("skill_executions_of_version", `
  select document, ${aftermaths} from skill_executions e where repo = ? and skill = ? and digest = ? order by seq desc limit cast(? as bigint)`);
const ofRepository = statement<Stored>("skill_executions_of_repository", `
  select document, ${aftermaths} from (
    select seq, execution, document, row_number() over (partition by skill, digest order by seq desc) as place from skill_executions where repo = ?
  ) e where place <= ? order by seq`);
/** Changes that a person made; the words of a reason have their quotes escaped, so that no other document looks so. */
const trials = statement<{ skill: string; digest: string; document: string }>("standing_trials", `select skill, digest, document from standing_changes where repo = ? and document like '%,"by":"%' order by seq`);
const given = statement<Omit<GivenStanding, "since">>("standings_given", `
  select skill, digest, standing from standing_changes c where repo = ?
    and seq = (select max(seq) from standing_changes l where l.repo = c.repo and l.skill = c.skill and l.digest = c.digest)`);

/** Oldest first. */
export function* executionsOfVersion({ repo, skill, digest }: { readonly repo: string; readonly skill: string; readonly digest: string }, most: number): Script<readonly KnownExecution[]> {
  return (yield* rows(ofVersion, repo, skill, digest, most)).map(read).toReversed();
}

export function* skillHistory({ repo, most }: { readonly repo: string; readonly most: number }): Script<SkillHistory> {
  const executions = (yield* rows(ofRepository, repo, most)).map(read);
  const since = yield* trialsIn(repo);
  const standings = (yield* rows(given, repo)).map((one) => ({ ...one, since: since.get(`${one.skill} ${one.digest}`) ?? null }));
  return { executions, standings };
}

/** When each version (`skill digest`) was last put on trial again by a person. */
export function* trialsIn(repo: string): Script<ReadonlyMap<string, Timestamp>> {
  return new Map((yield* rows(trials, repo)).map(({ skill, digest, document }) => [`${skill} ${digest}`, StandingChange.parse(JSON.parse(document)).at]));
}

function read({ document, reviewed, reverted }: Stored): KnownExecution {
  return KnownExecution.parse({ ...JSON.parse(document) as object, reviewed: reviewed > 0, reverted: reverted > 0 });
}
