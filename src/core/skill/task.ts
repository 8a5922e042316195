/** What a skill would do about a failure: the files that it would change, and what else its step has to know. */
import type { Configuration } from "../configuration/configuration.ts";
import type { FailureReport } from "../failure/report.ts";
import { pathProblem } from "../fix/path-rules.ts";
import { admissibleFiles, type LeftOut } from "./admissible-files.ts";
import type { Culprit, TakenBack } from "./culprit.ts";
import { renderFragment, type Fragment, type PullTitle } from "./fragment.ts";
import type { Skill } from "./skill.ts";

/** What is known beside the failure. */
export interface Known {
  readonly configuration: Configuration;
  readonly culprit?: Culprit;
  readonly pull?: PullTitle | null;
}

export interface Task {
  /** Sorted; empty: it may do nothing. */
  readonly files: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly restore?: TakenBack;
  readonly adds?: Fragment;
}

export interface Lack { readonly refusal: "no-culprit" | "not-configured" | "no-pull-request"; readonly reason: string }

/** Whether the skill's fix has such a part. */
export function makes({ contract }: Skill, kind: "restore" | "add" | "configured"): boolean {
  return contract.fix.some((command) => !Array.isArray(command) && kind in command);
}

/** What a skill needs to know beside the failure; null where nothing is missing. */
export function whatLacks(skill: Skill, { configuration, culprit, pull }: Known): Lack | null {
  if (makes(skill, "restore") && culprit?.kind !== "certain") {
    return { refusal: "no-culprit", reason: `${skill.name} takes back only a commit that certainly broke it: ${culprit?.reason ?? "that is looked for by the App, on the default branch"}` };
  }
  if (!makes(skill, "add")) return null;
  if (configuration.skills.changelog === null) return { refusal: "not-configured", reason: `${skill.name} adds what the repository describes: name the note's path and text under skills.changelog` };
  return pull == null ? { refusal: "no-pull-request", reason: `${skill.name} takes the title of a pull request, and there is none` } : null;
}

export function taskOf(skill: Skill, report: FailureReport, { configuration, culprit, pull }: Known): Task {
  if (makes(skill, "restore")) return wholeCommit(skill, culprit, configuration.fix);
  return makes(skill, "add") ? ownNote(skill, { configuration, pull: pull ?? null }) : filesFor(skill, report, configuration.fix);
}

/** The one file that is to be added. */
function ownNote(skill: Skill, { configuration: { fix, skills: { changelog } }, pull }: Known): Task {
  if (changelog === null || pull == null) return { files: [], leftOut: [] };
  const adds = renderFragment(changelog, pull);
  const problem = pathProblem(adds.path);
  if (problem !== null) return { files: [], leftOut: [{ path: adds.path, reason: problem }] };
  return { ...admissibleFiles({ skill, paths: [adds.path], safeDirectories: fix.safe_directories, alsoProtected: fix.protected }), adds };
}

/** All that the commit changed, or nothing: half of it taken back is another change. */
function wholeCommit(skill: Skill, culprit: Culprit | undefined, { safe_directories: safeDirectories, protected: alsoProtected }: Configuration["fix"]): Task {
  if (culprit?.kind !== "certain") return { files: [], leftOut: [] };
  const admitted = admissibleFiles({ skill, paths: culprit.files, safeDirectories, alsoProtected });
  if (admitted.leftOut.length > 0) return { files: [], leftOut: admitted.leftOut };
  return { ...admitted, restore: { commit: culprit.commit, parent: culprit.parent } };
}

/** The failing files that the skill may touch; where there is none, those that it is for whatever the log names. */
function filesFor(skill: Skill, { file_paths: paths, folder = "" }: Pick<FailureReport, "file_paths" | "folder">, { safe_directories: safeDirectories, protected: alsoProtected }: Configuration["fix"]): Task {
  const { unnamed, beside } = skill.contract.files;
  const named = admissibleFiles({ skill, paths: beside === undefined ? paths : paths.map((path) => fileBeside(path, beside)), safeDirectories, alsoProtected });
  return named.files.length > 0 || unnamed === undefined ? named : admissibleFiles({ skill, paths: unnamed.map((path) => (folder === "" ? path : `${folder}/${path}`)), safeDirectories, alsoProtected });
}

/** `src/a.test.js` by `{folder}__snapshots__/{name}.snap` → `src/__snapshots__/a.test.js.snap`. */
function fileBeside(path: string, pattern: string): string {
  const [folder, name] = [path.slice(0, path.lastIndexOf("/") + 1), path.slice(path.lastIndexOf("/") + 1)];
  return pattern.replaceAll("{folder}", folder).replaceAll("{name}", name).replaceAll("{stem}", name.replace(/\.[^.]+$/, ""));
}
