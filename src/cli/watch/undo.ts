/** Takes back what a fix wrote, byte for byte. A file that somebody has edited since is left to them. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { applyChange, type WantedFile } from "../fix/apply-change.ts";

/** In: changes in the order in which they were written. Out: the paths that were left. */
export function undo(written: readonly (readonly WantedFile[])[], { checkout, state }: { readonly checkout: string; readonly state: string }): readonly string[] {
  const left: string[] = [];
  for (const files of written.toReversed()) {
    const ours = files.filter(({ path, after }) => {
      const stands = isStill(join(checkout, path), after);
      if (!stands) left.push(path);
      return stands;
    });
    applyChange({ checkout, state, files: ours.flatMap(({ path, before, after }) => (before === null ? [] : [{ path, before: after, after: before }])) });
    for (const { path, before } of ours) if (before === null) rmSync(join(checkout, path));
  }
  return left;
}

function isStill(path: string, after: Uint8Array): boolean {
  try {
    return Buffer.compare(readFileSync(path), after) === 0;
  } catch {
    return false;
  }
}
