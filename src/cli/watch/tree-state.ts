/** A digest by which two looks at a working tree are told apart: its commit, and path, size and time of each file that git sees as changed or new. */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { headOf, dirtyFiles } from "../../adapters/git/checkout.ts";
import { fields, runGit } from "../../adapters/git/run-git.ts";
import { digestOf, type Digest } from "../../core/identity/digest.ts";

/** The files that differ from the commit, and the digest. Fault `checkout-unreadable`. */
export async function treeState(checkout: string): Promise<{ readonly changed: readonly string[]; readonly digest: Digest }> {
  const [head, dirty, untracked] = await Promise.all([headOf(checkout), dirtyFiles(checkout), untrackedFiles(checkout)]);
  const changed = [...new Set([...dirty, ...untracked])].toSorted();
  return { changed, digest: digestOf(JSON.stringify([head, ...changed.map((path) => [path, ...stampOf(join(checkout, path))])])) };
}

function stampOf(path: string): readonly number[] {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat === undefined ? [] : [stat.size, stat.mtimeMs, stat.mode];
}

async function untrackedFiles(checkout: string): Promise<readonly string[]> {
  return fields(await runGit(checkout, ["ls-files", "-z", "--others", "--exclude-standard"]));
}
