/** Which of the failing files a skill may be given at all. The diff is checked against the same rules afterwards. */
import picomatch from "picomatch";
import { dataFormatOf } from "../fix/data/data-format.ts";
import { isManifest, isSnapshot, protectedBecause } from "../fix/protected-paths.ts";
import type { Skill } from "./skill.ts";

/** A failing file that the skill is not given, and why. */
export interface LeftOut { readonly path: string; readonly reason: string }

export interface AdmissionInput {
  readonly skill: Skill;
  readonly paths: readonly string[];
  /** Globs of the repository's configuration: where repairs may happen. */
  readonly safeDirectories: readonly string[];
  /** Globs of the repository's configuration: where they never may. */
  readonly alsoProtected: readonly string[];
}

/** `files` is sorted and without doubles. Paths are taken to be sound (`pathProblem`). */
export function admissibleFiles(input: AdmissionInput): { readonly files: readonly string[]; readonly leftOut: readonly LeftOut[] } {
  const files: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const path of [...new Set(input.paths)].toSorted()) {
    const reason = objection(path, input);
    if (reason === null) files.push(path);
    else leftOut.push({ path, reason });
  }
  return { files, leftOut };
}

function objection(path: string, { skill, safeDirectories, alsoProtected }: AdmissionInput): string | null {
  const { files, actions } = skill.contract;
  const because = protectedBecause(path, alsoProtected, actions.allow);
  if (because !== null) return because;
  if (!matches(path, safeDirectories)) return "it is outside the repository's safe directories";
  if (!matches(path, files.allow)) return "the contract does not name such files";
  if (matches(path, files.deny)) return "the contract denies it";
  // What is compared as data afterwards may change its layout; of other manifests nobody could show that only the layout did.
  if (isManifest(path) && dataFormatOf(path) === null && !actions.allow.includes("modify_manifest")) return "it is a manifest";
  if (isSnapshot(path) && !actions.allow.includes("modify_snapshot")) return "it is a snapshot, which says what is expected";
  return null;
}

function matches(path: string, globs: readonly string[]): boolean {
  return globs.length > 0 && picomatch.isMatch(path, [...globs], { dot: true });
}
