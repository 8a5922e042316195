/** Sums over all executions that were ever kept, per version and repository. */
import { SkillExecution } from "../../../core/skill/standing/skill-execution.ts";
import type { SkillTotals } from "../../../core/skill/standing/skill-history.ts";
import { rows, statement, type Script } from "../script.ts";

interface Stored { readonly document: string; readonly reviews: number; readonly reverts: number }

const selected = `
  select document,
    (select count(*) from skill_aftermaths a where a.execution = e.execution and a.kind in ('manual_review', 'closed')) as reviews,
    (select count(*) from skill_aftermaths a where a.execution = e.execution and a.kind = 'reverted') as reverts
  from skill_executions e`;
const all = statement<Stored>("skill_executions_all", `${selected} order by seq`);
const allOf = statement<Stored>("skill_executions_all_of", `${selected} where repo = ? order by seq`);

export function* skillTotals({ repo }: { readonly repo?: string }): Script<readonly SkillTotals[]> {
  const sums = new Map<string, SkillTotals>();
  for (const { document, reviews, reverts } of repo === undefined ? yield* rows(all) : yield* rows(allOf, repo)) {
    const one = SkillExecution.parse(JSON.parse(document));
    const key = `${one.repo} ${one.skill} ${one.digest}`;
    sums.set(key, add(sums.get(key) ?? nothingOf(one), one, { reviews: Math.min(reviews, 1), reverts }));
  }
  return [...sums.values()];
}

function nothingOf({ skill, version, digest, repo }: SkillExecution): SkillTotals {
  return { skill, version, digest, repo, executions: 0, successes: 0, post_check_failures: 0, contracts_broken: 0, remains: 0, tokens: 0, seconds: 0, files: 0, lines: 0, reverts: 0, manual_reviews: 0 };
}

function add(sum: SkillTotals, one: SkillExecution, later: { readonly reviews: number; readonly reverts: number }): SkillTotals {
  const counted = (is: boolean): number => (is ? 1 : 0);
  return {
    ...sum,
    executions: sum.executions + 1,
    successes: sum.successes + counted(one.outcome === "succeeded"),
    post_check_failures: sum.post_check_failures + counted(one.outcome === "post_check_failed"),
    contracts_broken: sum.contracts_broken + counted(one.outcome === "contract_broken"),
    remains: sum.remains + counted(one.outcome === "remains"),
    tokens: sum.tokens + one.tokens, seconds: sum.seconds + one.seconds, files: sum.files + one.files, lines: sum.lines + one.lines,
    reverts: sum.reverts + later.reverts, manual_reviews: sum.manual_reviews + later.reviews,
  };
}
