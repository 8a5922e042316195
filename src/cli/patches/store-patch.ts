/** Keeps a patch that is not applied, until somebody asks for it. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionId } from "../../core/identity/identifier.ts";
import type { StoredPatch } from "./stored-patch.ts";

export interface PatchInHand { readonly stored: StoredPatch; readonly patch: Uint8Array }

export function storePatch(state: string, { stored, patch }: PatchInHand): void {
  const folder = folderOf(state, stored.execution);
  rmSync(`${folder}.part`, { recursive: true, force: true });
  mkdirSync(`${folder}.part`, { recursive: true, mode: 0o700 });
  writeFileSync(join(`${folder}.part`, "change.patch"), patch, { mode: 0o600 });
  writeFileSync(join(`${folder}.part`, "patch.json"), `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${folder}.part`, folder);
}

/** Where the patch of an execution lies. */
export function folderOf(state: string, execution: ExecutionId): string {
  return join(state, "patches", execution);
}
