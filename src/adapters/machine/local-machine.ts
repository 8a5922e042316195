import type { Machine } from "../../ports/machine.ts";
import { blob, committedFiles, dirtyFiles, fileOf, filesOf, headOf, ignoredAmong, untrackedRoots, workingFiles } from "../git/checkout.ts";
import { findProgram } from "../sandbox/find-program.ts";
import { readSkill } from "../skills/read-skill.ts";
import { readTextAttributes } from "../skills/read-text-attributes.ts";
import { readModule } from "../syntax/read-module.ts";

/** The machine that this process runs on. `skillsFolder`: of the skills that came with the program. */
export function localMachine(skillsFolder: string): Machine {
  return {
    git: { head: headOf, committedFiles, filesOf, fileOf, workingFiles, dirtyFiles, blob, untrackedRoots, ignoredAmong },
    skill: (name) => readSkill(skillsFolder, name),
    findProgram,
    textAttributes: readTextAttributes,
    readModule,
  };
}
