import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Machine } from "../../ports/machine.ts";
import { blob, committedFiles, dirtyFiles, fileOf, filesOf, headOf, ignoredAmong, untrackedRoots, workingFiles } from "../git/checkout.ts";
import { findProgram } from "../sandbox/find-program.ts";
import { readTextAttributes } from "../skills/read-text-attributes.ts";
import { readModule } from "../syntax/read-module.ts";

/** The machine that this process runs on. `skillsFolder`: of the skills that came with the program. */
export function localMachine(skillsFolder: string): Machine {
  return {
    git: { head: headOf, committedFiles, filesOf, fileOf, workingFiles, dirtyFiles, blob, untrackedRoots, ignoredAmong },
    skill: (name) => readFile(join(skillsFolder, name, "SKILL.md")).catch(() => null),
    findProgram,
    textAttributes: readTextAttributes,
    readModule,
  };
}
