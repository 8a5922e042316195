/** Puts a change that was made before into the scratch copy, in place of running what made it. */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { applyPatch } from "../core/fix/apply-patch.ts";
import type { Patch } from "../core/fix/patch.ts";
import { markOf, readScratch, requirePlainFolders } from "./scratch.ts";

/** Every line must stand where the patch says. Fault `patch-invalid`; throws Refusal where a link is in the way. */
export function putPatch(scratch: string, patch: Patch): void {
  const base = new Map(patch.files.map(({ path }) => [path, markOf(join(scratch, path)) === null ? null : readScratch(scratch, path)]));
  const after = applyPatch(patch, base);
  for (const { path, newMode } of patch.files) {
    const [content, target] = [after.get(path) ?? null, join(scratch, path)];
    requirePlainFolders(scratch, path);
    rmSync(target, { force: true });
    if (content === null) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    chmodSync(target, newMode === "100755" ? 0o755 : 0o644);
  }
}
