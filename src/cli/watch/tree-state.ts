/** A digest by which two looks at a working tree are told apart: its commit, and path, size and time of each file that git sees as changed or new. */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { headOf, dirtyFiles } from "../../adapters/git/checkout.ts";
import { fields, runGit } from "../../adapters/git/run-git.ts";
import type { GitSha } from "../../core/identity/identifier.ts";
import { digestOf, type Digest } from "../../core/identity/digest.ts";

export interface TreeState {
  readonly head: GitSha;
  /** Of each file that differs from the commit, what tells its versions apart. */
  readonly stamps: ReadonlyMap<string, string>;
  readonly digest: Digest;
}

/** Fault `checkout-unreadable`. */
export async function treeState(checkout: string): Promise<TreeState> {
  const [head, dirty, untracked] = await Promise.all([headOf(checkout), dirtyFiles(checkout), untrackedFiles(checkout)]);
  const stamps = new Map([...new Set([...dirty, ...untracked])].toSorted().map((path) => [path, stampOf(join(checkout, path))]));
  return { head, stamps, digest: digestOf(JSON.stringify([head, ...stamps])) };
}

/** The paths that differ between two states of one tree. */
export async function changedBetween(checkout: string, before: TreeState, now: TreeState): Promise<readonly string[]> {
  const committed = before.head === now.head ? [] : fields(await runGit(checkout, ["diff", "--name-only", "-z", "--no-renames", before.head, now.head]));
  const stamped = [...new Set([...before.stamps.keys(), ...now.stamps.keys()])].filter((path) => before.stamps.get(path) !== now.stamps.get(path));
  return [...new Set([...committed, ...stamped])].toSorted();
}

function stampOf(path: string): string {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat === undefined ? "gone" : `${String(stat.size)} ${String(stat.mtimeMs)} ${String(stat.mode)}`;
}

async function untrackedFiles(checkout: string): Promise<readonly string[]> {
  return fields(await runGit(checkout, ["ls-files", "-z", "--others", "--exclude-standard"]));
}
