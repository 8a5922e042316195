import { existsSync } from "node:fs";
import { join } from "node:path";
import type { PlanStep } from "../core/fix/plan.ts";
import type { Argv } from "../core/skill/contract.ts";
import { groupByFolder, type FolderGroup } from "./group-by-folder.ts";
import { markOf } from "./scratch.ts";
import { ownPrograms, programOf } from "./own-programs.ts";

/** Of tools that look for their settings from where they run, and not from the file: what these are called. */
const settings: Readonly<Record<string, readonly string[]>> = {
  eslint: ["js", "mjs", "cjs", "ts", "mts", "cts"].map((ending) => `eslint.config.${ending}`),
  biome: ["biome.json", "biome.jsonc"],
};

export interface Grounds {
  /** Absolute; the tools that set-up steps installed lie in it. */
  readonly checkout: string;
  readonly scratch: string;
}

/**
 * Where one command of a step runs, with which files. In a workspace each package may have a version of the tool, or settings, of its own: its
 * files are then given to that version, in that package, as the package's own script would do it. Throws Refusal as `groupByFolder` does.
 */
export function groupByTool(grounds: Grounds, step: PlanStep, argv: Argv): readonly FolderGroup[] {
  if (step.run_in !== undefined) return groupByFolder(grounds.scratch, step);
  const program = programOf(argv);
  const groups = new Map<string, string[]>();
  for (const file of step.files) {
    const folder = packageOf(file, program, grounds);
    groups.set(folder, [...(groups.get(folder) ?? []), folder === "" ? file : file.slice(folder.length + 1)]);
  }
  return [...groups].map(([folder, files]) => ({ folder, files })).toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}

function packageOf(file: string, program: string, { checkout, scratch }: Grounds): string {
  const parts = file.split("/").slice(0, -1);
  for (let depth = parts.length; depth > 0; depth -= 1) {
    const folder = parts.slice(0, depth).join("/");
    if (ownPrograms(join(checkout, folder), program).some((path) => existsSync(path))) return folder;
    if (settings[program]?.some((name) => markOf(join(scratch, folder, name))?.kind === "file") === true) return folder;
  }
  return "";
}
