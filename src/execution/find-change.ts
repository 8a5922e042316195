import { join } from "node:path";
import { ignoredAmong } from "../adapters/git/checkout.ts";
import type { FileChange } from "../core/fix/render-patch.ts";
import type { CheckoutCopy } from "./copy-checkout.ts";
import { Refusal } from "./refusal.ts";
import { listScratch, markOf, readScratch, type ScratchFile } from "./scratch.ts";

/**
 * What the tools changed, from the bytes on disk. New files that the repository ignores (caches) are left out; whatever else is new, gone or
 * different is in it. Throws Refusal when a link or device was made, which no contract allows.
 */
export async function findChange(scratch: string, copy: CheckoutCopy, checkout: string, hidden: readonly string[]): Promise<readonly FileChange[]> {
  const present = listScratch(scratch, new Set(hidden));
  const fresh = present.filter((path) => !copy.marks.has(path));
  const ignored = await ignoredAmong(checkout, fresh.filter((path) => !path.startsWith(".git/")));
  const touched = present.filter((path) => !ignored.has(path) && differs(copy.marks.get(path), markOf(join(scratch, path))));
  const gone = [...copy.marks.keys()].filter((path) => markOf(join(scratch, path)) === null);
  const changes = [...touched, ...gone].map((path) => changeOf(scratch, copy, path));
  return changes.filter((change) => change.beforeMode !== change.afterMode || Buffer.compare(change.before ?? Buffer.alloc(0), change.after ?? Buffer.alloc(0)) !== 0 || (change.before === null) !== (change.after === null));
}

function differs(before: ScratchFile | undefined, after: ScratchFile | null): boolean {
  if (before === undefined || after === null) return true;
  const [one, other] = [before.mark, after.mark];
  return before.kind !== after.kind || one.inode !== other.inode || one.size !== other.size || one.changed !== other.changed;
}

function changeOf(scratch: string, copy: CheckoutCopy, path: string): FileChange {
  const before = copy.marks.get(path);
  const after = markOf(join(scratch, path));
  if (after !== null && after.kind !== "file") throw new Refusal("refused", `the fix made ${path} something other than a regular file`);
  if (before !== undefined && before.kind !== "file") throw new Refusal("refused", `the fix replaced ${path}, which is a link`);
  const mode = (file: ScratchFile | null | undefined): FileChange["beforeMode"] => (file?.mark.executable === true ? "100755" : "100644");
  return {
    path,
    before: copy.original(path),
    after: after === null ? null : readScratch(scratch, path),
    beforeMode: mode(before ?? after),
    afterMode: mode(after ?? before),
  };
}
