/** What the pages of skills show of one repository: its skills with what they have earned there, and each change of standing with its ledger entry. */
import type { KnownSkills } from "../../app/skills-of.ts";
import type { Repository } from "../../core/repair/repair.ts";
import { isNamed } from "../../core/skill/choose.ts";
import { whyNeverRun } from "../../core/skill/describe-skill.ts";
import type { Skill } from "../../core/skill/skill.ts";
import { listedSkill, type ListedSkill } from "../../core/skill/standing/listed-skill.ts";
import { standingIn, type SkillTotals } from "../../core/skill/standing/skill-history.ts";
import { swornStandings, type StandingEntry } from "../../core/skill/standing/sworn-standing.ts";
import { seen, type Looker } from "../people/doorkeeper.ts";
import type { SteerParts } from "../steer-page.ts";

export interface SkillThere extends ListedSkill {
  /** Why it is not run there whatever its standing is; null: it is run where its standing lets it. */
  readonly idle: string | null;
  /** Its changes of standing that the ledger has, of all versions, newest first. */
  readonly changes: readonly StandingEntry[];
}

export interface SkillsThere {
  readonly repository: Repository;
  readonly known: KnownSkills;
  readonly skills: readonly SkillThere[];
}

const MOST_CHANGES = 500;
const MOST_REPOSITORIES = 10_000;

/** `totals`: sums over all executions that were ever kept there; not given: they are not shown. */
export async function readThere(repository: Repository, { store, people }: Pick<SteerParts, "store" | "people">, totals: readonly SkillTotals[] = []): Promise<SkillsThere> {
  const known = await people.skills(repository);
  const bounds = known.settings.standing;
  const [history, entries] = await Promise.all([store.skillRecords.history({ repo: repository.name, most: bounds.window }), store.ledger.standings({ repo: repository.name, most: MOST_CHANGES })]);
  const earned = { repo: repository.name, standingOf: standingIn({ history, bounds, shipped: known.shipped }), totals, executions: history.executions, bounds };
  const changes = Map.groupBy(swornStandings(entries), ({ change }) => change.skill);
  const there = (skill: Skill): SkillThere => {
    const one = listedSkill(skill, earned);
    return { ...one, idle: whyIdle(skill, one, known), changes: changes.get(skill.name) ?? [] };
  };
  return { repository, known, skills: known.skills.map(there) };
}

function whyIdle(skill: Skill, { skill: described }: ListedSkill, { settings }: KnownSkills): string | null {
  if (isNamed(skill, settings.disable)) return "The repository disables it under skills.disable: it is not run.";
  const never = whyNeverRun(described);
  if (never !== null) return never;
  return described.opt_in && !isNamed(skill, settings.opt_in) ? "It runs only where the repository names it under skills.opt_in, and this one does not." : null;
}

/** Null: there is none of that number, or not for these eyes. */
export async function seenRepository({ repairs }: SteerParts["store"], id: string, looker: Looker): Promise<Repository | null> {
  const named = (await repairs.repositories(MOST_REPOSITORIES)).filter((one) => String(one.id) === id);
  return (await seen(named, (one) => one, looker))[0] ?? null;
}
