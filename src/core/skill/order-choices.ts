import type { PlannedSkill } from "../fix/build-plan.ts";
import type { Choice } from "./choose.ts";
import type { FailureReport } from "../failure/report.ts";
import type { Place } from "./edit/place.ts";
import { orderSkills } from "./graph.ts";
import type { Skill } from "./skill.ts";

/** The chosen skills in the order in which they run, each once, with the files of all the failures that it answers. Fault `skills-cyclic`. */
export function orderChoices(choices: readonly Choice[]): PlannedSkill[] {
  const chosen = choices.filter((choice) => choice.skill !== null);
  const skills = new Map(chosen.map(({ skill }) => [skill.name, skill]));
  return orderSkills([...skills.values()]).map((skill) => {
    const own = chosen.filter((choice) => choice.skill.name === skill.name);
    const generate = [...new Set(own.flatMap((choice) => choice.generate ?? []))];
    const restore = own.find((choice) => choice.restore !== undefined)?.restore;
    const adds = own.find((choice) => choice.adds !== undefined)?.adds;
    const options = own[0]?.options;
    const places = makesEdit(skill) ? own.flatMap(placesOf) : [];
    return {
      skill, files: [...new Set(own.flatMap(({ files }) => files))].toSorted(),
      ...(generate.length === 0 ? {} : { generate }), ...(places.length === 0 ? {} : { places }), ...(restore === undefined ? {} : { restore }),
      ...(adds === undefined ? {} : { adds }), ...(options === undefined ? {} : { options }),
    };
  });
}

function makesEdit({ contract }: Skill): boolean {
  return contract.fix.some((command) => !Array.isArray(command) && "edit" in command);
}

/** Where the failure is, in the files that the skill is given. */
function placesOf({ report, files }: { readonly report: FailureReport; readonly files: readonly string[] }): readonly Place[] {
  return report.locations.flatMap(({ file, line, column, rule }) => (line === null || !files.includes(file) ? [] : [{ file, line, column, rule: rule?.slice(0, 200) ?? null }]));
}
