/** How much a skill could do if it went wrong, read from its contract: the less, the sooner it is chosen. */
import type { Action } from "./contract.ts";
import type { Skill } from "./skill.ts";

/** The steps are of kind, not of measure: what changes meaning outweighs all that changes form. */
const weights: Readonly<Record<Action, number>> = {
  touch_line_1_only: 1, modify_comments: 1, modify_docstrings: 1, modify_text: 2, modify_imports: 4, change_syntax_tree: 16, modify_snapshot: 16,
  change_mode: 32, add_file: 32, rename_file: 32, delete_file: 64, modify_manifest: 64, modify_lockfile: 64, modify_workflow: 128,
};

/** The skills with the least power; several where they are equal. Compared in turn: network, actions, complexity, whether programs are run. */
export function leastPowerful(skills: readonly Skill[]): Skill[] {
  const ranked = skills.map((skill) => ({ skill, power: powerOf(skill) })).toSorted((a, b) => compare(a.power, b.power));
  const [least] = ranked;
  return least === undefined ? [] : ranked.filter(({ power }) => compare(power, least.power) === 0).map(({ skill }) => skill);
}

function powerOf({ contract }: Skill): readonly number[] {
  const network = contract.limits.network === "registry" ? 1 : 0;
  const actions = contract.actions.allow.reduce((sum, action) => sum + weights[action], 0);
  const programs = contract.fix.some((command) => Array.isArray(command)) ? 1 : 0;
  return [network, actions, contract.complexity, programs];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
