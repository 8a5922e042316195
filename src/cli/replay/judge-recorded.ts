/** Holds a version's contract against a change as it was recorded: our own reading of the patch alone, as the App does it before anything is proposed. Nothing is run. */
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPatch } from "../../core/fix/check-patch.ts";
import type { FixPlan } from "../../core/fix/plan.ts";
import type { Patch, PatchMode } from "../../core/fix/patch.ts";
import type { SyntaxReader } from "../../core/fix/syntax.ts";
import { changedTree, type Ran } from "../../core/replay/ending.ts";
import type { Git } from "../../ports/machine.ts";

/** `checkout`: the tree as the change found it. */
export interface RecordedTree { readonly checkout: string; readonly git: Git; readonly syntax: SyntaxReader }

/** Without its time. Fault `patch-invalid` where the patch does not fit the tree. */
export async function judgeRecorded(plan: FixPlan, patch: Patch, { checkout, git, syntax }: RecordedTree): Promise<Omit<Ran, "seconds">> {
  const read = (path: string): Uint8Array | null => (existsSync(join(checkout, path)) ? readFileSync(join(checkout, path)) : null);
  const paths = patch.files.map(({ path }) => path);
  const { violations, files } = await checkPatch({
    plan, patch, syntax, alsoProtected: [], base: new Map(paths.map((path) => [path, read(path)])),
    baseModes: new Map(paths.filter((path) => read(path) !== null).map((path) => [path, modeOf(join(checkout, path))])),
    readBase: (path) => Promise.resolve(read(path)), readEarlier: (path, commit) => git.fileOf(checkout, path, commit),
  });
  if (violations.length === 0) return { outcome: "changed", reason: null, files: changedTree(files) };
  const reasons = [...new Set(violations.map(({ message }) => message))];
  return { outcome: "refused", reason: `the recorded change is not what its contract allows: ${reasons.join("; ")}`, files: {} };
}

function modeOf(file: string): PatchMode {
  return (lstatSync(file).mode & 0o100) === 0 ? "100644" : "100755";
}
