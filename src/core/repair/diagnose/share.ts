/** Which part of a run's failures a repair mends: all that skills answer, or those of one skill where the repository wants a pull request for each (fix.pull_requests). */
import { orderChoices } from "../../skill/order-choices.ts";
import type { SkillName } from "../../skill/skill.ts";
import type { DiagnoseSnapshot } from "./snapshot.ts";
import type { Triage } from "./triage.ts";

export interface Share {
  readonly sorted: Triage;
  /** Skills that a repair of its own is opened for, in the order in which they run. */
  readonly others: readonly SkillName[];
}

/** What no skill covers, and what is left alone, is the first repair's to tell. */
export function shareOf(sorted: Triage, { repair, configuration }: DiagnoseSnapshot): Share {
  const own = repair.only_skill;
  if (own !== undefined) return { sorted: { covered: coveredBy(sorted, own), uncovered: [], skipped: [] }, others: [] };
  if (configuration.fix.pull_requests === "together" || configuration.dry_run) return { sorted, others: [] };
  const [first, ...others] = orderChoices(sorted.covered.map(({ choice }) => choice)).map(({ skill }) => skill.name);
  return first === undefined ? { sorted, others: [] } : { sorted: { ...sorted, covered: coveredBy(sorted, first) }, others };
}

function coveredBy({ covered }: Triage, skill: SkillName): Triage["covered"] {
  return covered.filter(({ choice }) => choice.skill.name === skill);
}
