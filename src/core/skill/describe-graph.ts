/** The skills as a graph: which runs after which, and which answer the same failure. Data for other programs (`skills_graph.json`, row S10). */
import type { Handles } from "./whole-contract.ts";
import { orderSkills } from "./graph.ts";
import { leastPowerful } from "./power.ts";
import type { Skill } from "./skill.ts";
import type { StandingOf } from "./standing/skill-history.ts";

export interface SkillGraph {
  readonly version: 1;
  /** In which they run when several apply. */
  readonly order: readonly string[];
  readonly skills: readonly { readonly name: string; readonly version: string; readonly standing: string; readonly after: readonly string[]; readonly files: readonly string[] }[];
  /**
   * Pairs that can answer the same failure: where a repository lets both run and both stand well, `first` is chosen, since it could do less if it went wrong.
   * Null: neither can do less than the other, and a person decides.
   */
  readonly conflicts: readonly { readonly skills: readonly [string, string]; readonly over: Handles; readonly first: string | null }[];
}

/** Fault `skills-cyclic`. Names in `after` that are not among the skills are left out. */
export function describeGraph(skills: readonly Skill[], standingOf: StandingOf): SkillGraph {
  const ordered = orderSkills(skills);
  const names = new Set<string>(skills.map(({ name }) => name));
  return {
    version: 1,
    order: ordered.map(({ name }) => name),
    skills: ordered.map((skill) => ({
      name: skill.name, version: skill.contract.version, standing: standingOf(skill).standing,
      after: skill.contract.after.filter((name) => names.has(name)), files: skill.contract.files.allow,
    })),
    conflicts: ordered.flatMap((one, index) => ordered.slice(index + 1).flatMap((other) => {
      const over = one.contract.handles.find((handle) => other.contract.handles.some((same) => overlaps(handle, same)));
      return over === undefined ? [] : [{ skills: [one.name, other.name] as const, over, first: firstOf([one, other]) }];
    })),
  };
}

function firstOf(pair: readonly Skill[]): string | null {
  const [least, equal] = leastPowerful(pair);
  return least === undefined || equal !== undefined ? null : least.name;
}

/** A part that a handle does not name stands for all. */
function overlaps(one: Handles, other: Handles): boolean {
  if ("pattern" in one || "pattern" in other) return "pattern" in one && "pattern" in other && one.pattern === other.pattern;
  const sameTool = one.tool === undefined || other.tool === undefined || one.tool === other.tool;
  const sameRule = one.rules === undefined || other.rules === undefined || one.rules.some((rule) => other.rules?.includes(rule) === true);
  return one.class === other.class && sameTool && sameRule;
}
