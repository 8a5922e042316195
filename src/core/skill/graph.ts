/** The order of skills: each runs after those that its contract names, as far as they are there. */
import { Fault } from "../fault/fault.ts";
import type { Skill } from "./skill.ts";

/**
 * The skills in the order in which they run: `after` first, then by name, so that the same set always gives the same order.
 * Names in `after` that are not among the skills are no hindrance. Fault `skills-cyclic` names the circle.
 */
export function orderSkills(skills: readonly Skill[]): Skill[] {
  const waiting = skills.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const ordered: Skill[] = [];
  while (waiting.length > 0) {
    const names = new Set<string>(waiting.map((skill) => skill.name));
    const next = waiting.findIndex((skill) => !skill.contract.after.some((name) => names.has(name)));
    if (next === -1) throw new Fault("skills-cyclic", { detail: findCycle(waiting).join(" → ") });
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}

/** Every skill that is left waits for another that is left: following the first such name runs into the circle. */
function findCycle(waiting: readonly Skill[]): string[] {
  const byName = new Map<string, Skill>(waiting.map((skill) => [skill.name, skill]));
  const walked: string[] = [];
  let name: string | undefined = waiting[0]?.name;
  while (name !== undefined && !walked.includes(name)) {
    walked.push(name);
    name = byName.get(name)?.contract.after.find((each) => byName.has(each));
  }
  return [...walked.slice(walked.indexOf(name ?? "")), name ?? ""];
}
