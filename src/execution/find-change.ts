import { join } from "node:path";
import type { PatchMode } from "../core/fix/patch.ts";
import type { FileChange } from "../core/fix/render-patch.ts";
import type { Git } from "../ports/machine.ts";
import type { CheckoutCopy } from "./copy-checkout.ts";
import { Refusal } from "./refusal.ts";
import { listScratch, markOf, readScratch, type ScratchFile } from "./scratch.ts";

/** A scratch copy on which tools have run, and where it was copied from. */
export interface Changed {
  readonly scratch: string;
  readonly copy: CheckoutCopy;
  readonly checkout: string;
  readonly git: Git;
}

/**
 * What the tools changed, from the bytes on disk. New files that the repository ignores (caches) are left out; whatever else is new, gone or
 * different is in it. Throws Refusal when a link or device was made, which no contract allows.
 */
export async function findChange({ scratch, copy, checkout, git }: Changed, hidden: readonly string[]): Promise<readonly FileChange[]> {
  const present = listScratch(scratch, new Set(hidden));
  const fresh = present.filter((path) => !copy.marks.has(path));
  const ignored = await git.ignoredAmong(checkout, fresh.filter((path) => !path.startsWith(".git/")));
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
  return {
    path,
    before: copy.original(path),
    after: after === null ? null : readScratch(scratch, path),
    ...modesOf(copy.mode(path), before ?? null, after),
  };
}

/** The commit's mode stands, whatever the disk shows (`core.fileMode`), unless the tool changed the bit. */
function modesOf(committed: PatchMode | null, before: ScratchFile | null, after: ScratchFile | null): Pick<FileChange, "beforeMode" | "afterMode"> {
  const onDisk = (file: ScratchFile | null): PatchMode => (file?.mark.executable === true ? "100755" : "100644");
  const beforeMode = committed ?? onDisk(before ?? after);
  const kept = before === null || after === null || before.mark.executable === after.mark.executable;
  return { beforeMode, afterMode: kept ? beforeMode : onDisk(after) };
}
