import { join } from "node:path";
import type { PlanStep } from "../core/fix/plan.ts";
import { Refusal } from "./refusal.ts";
import { markOf } from "./scratch.ts";

/** A folder in which a step's commands run, and the step's files that belong to it. */
export interface FolderGroup {
  /** Relative to the checkout; empty: its root. */
  readonly folder: string;
  /** Relative to the folder. */
  readonly files: readonly string[];
}

/**
 * The folders in which a step runs: the root alone, or those of the nearest named file above each of the step's files; sorted.
 * Only regular files of the scratch copy count. Throws Refusal where none stands above a file.
 */
export function groupByFolder(scratch: string, { files, run_in, skill }: Pick<PlanStep, "files" | "run_in" | "skill">): readonly FolderGroup[] {
  if (run_in === undefined) return [{ folder: "", files }];
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const folder = nearestFolder(scratch, file, run_in.nearest);
    if (folder === null) throw new Refusal("refused", `${skill.name} runs in the folder of the nearest ${run_in.nearest}, and there is none above ${file}`);
    groups.set(folder, [...(groups.get(folder) ?? []), folder === "" ? file : file.slice(folder.length + 1)]);
  }
  return [...groups].map(([folder, own]) => ({ folder, files: own })).toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}

function nearestFolder(scratch: string, file: string, name: string): string | null {
  const parts = file.split("/").slice(0, -1);
  for (let depth = parts.length; depth >= 0; depth -= 1) {
    const folder = parts.slice(0, depth).join("/");
    if (markOf(join(scratch, folder, name))?.kind === "file") return folder;
  }
  return null;
}
