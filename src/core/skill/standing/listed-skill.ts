/** Skills with what they have earned in one repository, as the command line and the dashboard list them. Pure. */
import { describeSkill, type SkillDescription } from "../describe-skill.ts";
import type { Skill } from "../skill.ts";
import type { StandingBounds } from "./bounds.ts";
import { describeStanding, type StandingDescription } from "./describe-standing.ts";
import type { KnownExecution } from "./skill-execution.ts";
import type { SkillTotals, StandingOf } from "./skill-history.ts";

export interface SkillsHere {
  readonly repo: string;
  readonly skills: readonly Skill[];
  readonly standingOf: StandingOf;
  readonly totals: readonly SkillTotals[];
  readonly executions: readonly KnownExecution[];
  readonly bounds: StandingBounds;
}

export interface ListedSkill {
  readonly skill: SkillDescription;
  readonly standing: StandingDescription;
  /** Sums over everything kept of this version; null: it was never run here. */
  readonly totals: SkillTotals | null;
  /** What its latest runs left because its tool has no fix for it: the newest first, each rule once. */
  readonly left: NonNullable<KnownExecution["remains"]>;
}

const MOST_LEFT = 10;

export function listSkills({ skills, ...earned }: SkillsHere): readonly ListedSkill[] {
  return skills.map((skill) => listedSkill(skill, earned));
}

export function listedSkill(skill: Skill, { standingOf, totals, executions, bounds }: Omit<SkillsHere, "skills">): ListedSkill {
  return {
    skill: describeSkill(skill), standing: describeStanding(standingOf(skill), bounds),
    totals: totals.find((sum) => sum.skill === skill.name && sum.digest === skill.digest) ?? null,
    left: leftBy(skill, executions),
  };
}

function leftBy({ name, digest }: Skill, executions: readonly KnownExecution[]): ListedSkill["left"] {
  const found = executions.filter((one) => one.skill === name && one.digest === digest).toReversed().flatMap(({ remains }) => remains ?? []);
  return [...new Map(found.toReversed().map((one) => [one.rule ?? one.file, one])).values()].toReversed().slice(0, MOST_LEFT);
}
