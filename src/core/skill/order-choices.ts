import type { PlannedSkill } from "../fix/build-plan.ts";
import type { Choice } from "./choose.ts";
import { orderSkills } from "./graph.ts";

/** The chosen skills in the order in which they run, each once, with the files of all the failures that it answers. Fault `skills-cyclic`. */
export function orderChoices(choices: readonly Choice[]): PlannedSkill[] {
  const chosen = choices.filter((choice) => choice.skill !== null);
  const skills = new Map(chosen.map(({ skill }) => [skill.name, skill]));
  return orderSkills([...skills.values()]).map((skill) => {
    const own = chosen.filter((choice) => choice.skill.name === skill.name);
    const generate = [...new Set(own.flatMap((choice) => choice.generate ?? []))];
    const options = own[0]?.options;
    return { skill, files: [...new Set(own.flatMap(({ files }) => files))].toSorted(), ...(generate.length === 0 ? {} : { generate }), ...(options === undefined ? {} : { options }) };
  });
}
