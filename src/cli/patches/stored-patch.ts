/**
 * A stored patch is one that was made and passed every check, and was not applied: by a candidate, on a diagnosis that is not sure enough,
 * or because only a suggestion was asked for. It is kept by its execution in the state folder, until somebody applies it (row S6).
 */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { PendingFix } from "../../core/failure/pending-fix.ts";
import { FixPlan } from "../../core/fix/plan.ts";
import { FixResult } from "../../core/fix/result.ts";
import { digestOf } from "../../core/identity/digest.ts";
import { ExecutionId, FixId } from "../../core/identity/identifier.ts";
import { Timestamp } from "../../core/identity/timestamp.ts";
import { Fault } from "../../core/fault/fault.ts";
import { folderOf, type PatchInHand } from "./store-patch.ts";

export const StoredPatch = z.strictObject({
  version: z.literal(1),
  execution: ExecutionId,
  fix_id: FixId,
  at: Timestamp,
  /** Why it was not applied. */
  why: z.string(),
  plan: FixPlan,
  /** Carries the digest of the patch. */
  result: FixResult,
  failures: z.array(PendingFix),
});
export type StoredPatch = z.infer<typeof StoredPatch>;

/** Null: none is kept under this execution. Fault `patch-invalid` where the bytes are not those that were kept. */
export function readStoredPatch(state: string, execution: ExecutionId): PatchInHand | null {
  const folder = folderOf(state, execution);
  if (!existsSync(join(folder, "patch.json"))) return null;
  const stored = StoredPatch.parse(JSON.parse(readFileSync(join(folder, "patch.json"), "utf8")));
  const patch = readFileSync(join(folder, "change.patch"));
  if (digestOf(patch) !== stored.result.patch_sha256) throw new Fault("patch-invalid", { detail: `${execution}: the kept patch is not the one that was made` });
  return { stored, patch };
}

/** It was applied: it is not offered a second time. */
export function forgetPatch(state: string, execution: ExecutionId): void {
  rmSync(folderOf(state, execution), { recursive: true, force: true });
}
