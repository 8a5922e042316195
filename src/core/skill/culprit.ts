/** Which commit broke a branch, where that is certain: the first red one, right behind one on which the same checks were green. Pure. */
import type { GitSha } from "../identity/identifier.ts";
import { pathProblem } from "../fix/path-rules.ts";

/** An entry of a commit's tree: a mode as git writes it, and the name of its content. */
export interface TreeFile { readonly path: string; readonly mode: string; readonly sha: string }

export interface CulpritFacts {
  /** The red commit. */
  readonly commit: GitSha;
  readonly parents: readonly GitSha[];
  readonly message: string;
  /** Names of the jobs that failed. */
  readonly failed: readonly string[];
  /** The newest green run of the same workflow on the branch; null when there is none. */
  readonly green: { readonly head_sha: GitSha; readonly passed: readonly string[] } | null;
  /** Everything below the root but folders, at the red commit and at its parent. */
  readonly after: readonly TreeFile[];
  readonly before: readonly TreeFile[];
}

/** A commit that is taken back, and the one before it. */
export interface TakenBack { readonly commit: GitSha; readonly parent: GitSha }

export type Culprit =
  | ({ readonly kind: "certain"; readonly files: readonly string[] } & TakenBack)
  | { readonly kind: "uncertain"; readonly reason: string };

export function judgeCulprit({ commit, parents, message, failed, green, before, after }: CulpritFacts): Culprit {
  const uncertain = (reason: string): Culprit => ({ kind: "uncertain", reason });
  const [parent, other] = parents;
  const short = commit.slice(0, 7);
  if (parent === undefined) return uncertain(`${short} is the first commit`);
  if (other !== undefined) return uncertain(`${short} is a merge: which of its sides broke what is not certain`);
  if (/^Revert "/.test(message)) return uncertain(`${short} takes back another commit: taking that back would go round in circles`);
  if (green === null) return uncertain("the workflow was never green on this branch");
  if (green.head_sha !== parent) return uncertain(`the last green run was on ${green.head_sha.slice(0, 7)}, which is not right before ${short}: several commits may have broken it`);
  const fresh = failed.filter((name) => !green.passed.includes(name));
  if (failed.length === 0 || fresh.length > 0) return uncertain(`${fresh.length === 0 ? "the failed check" : fresh.slice(0, 3).join(", ")} did not pass on ${parent.slice(0, 7)}, right before`);
  return changedFiles(before, after, { commit, parent });
}

/** Only regular files can be put back; whatever else the commit touched makes it a person's. */
function changedFiles(before: readonly TreeFile[], after: readonly TreeFile[], commits: TakenBack): Culprit {
  const [old, fresh] = [byPath(before), byPath(after)];
  const changed = [...new Set([...old.keys(), ...fresh.keys()])].filter((path) => !same(old.get(path), fresh.get(path))).toSorted();
  const odd = changed.find((path) => [old.get(path), fresh.get(path)].some((file) => file !== undefined && !/^100(?:644|755)$/.test(file.mode)) || pathProblem(path) !== null);
  if (odd !== undefined) return { kind: "uncertain", reason: `${commits.commit.slice(0, 7)} changed ${JSON.stringify(odd)}, which is no regular file` };
  if (changed.length === 0) return { kind: "uncertain", reason: `${commits.commit.slice(0, 7)} changed no file: what broke lies elsewhere` };
  return { kind: "certain", ...commits, files: changed };
}

function byPath(files: readonly TreeFile[]): ReadonlyMap<string, TreeFile> {
  return new Map(files.map((file) => [file.path, file]));
}

function same(one: TreeFile | undefined, other: TreeFile | undefined): boolean {
  return one?.sha === other?.sha && one?.mode === other?.mode;
}
