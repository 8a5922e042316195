/** Finds a kept patch by its execution: the command line's own, or one that the App holds back (its evidence has plan, result and patch). */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { PATCH_FILE } from "../../core/evidence/evidence-place.ts";
import { FixResult } from "../../core/fix/result.ts";
import type { ExecutionId } from "../../core/identity/identifier.ts";
import { RESULT_FILE } from "../../core/repair/proof-files.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { Store } from "../../ports/store/store.ts";
import type { Io } from "../command.ts";
import type { PatchInHand } from "./store-patch.ts";
import { readStoredPatch } from "./stored-patch.ts";

const LOOKED_THROUGH = 10_000;

/** `database`: a SQLite file or PostgreSQL URL; not given: the App's in this environment, or that of the state folder. Null: nobody keeps one. */
export async function findPatch(execution: ExecutionId, where: { readonly state: string; readonly database: string | undefined; readonly io: Pick<Io, "environment"> }): Promise<PatchInHand | null> {
  const own = readStoredPatch(where.state, execution);
  if (own !== null) return own;
  const database = where.database ?? where.io.environment["DATABASE_URL"] ?? join(where.state, "regreen.db");
  const url = /^postgres(ql)?:\/\//.test(database);
  if (!url && !existsSync(database)) return null;
  const store = await openStore({ ...(url ? { url: database } : { path: database }), clock: systemClock });
  try {
    const repair = (await store.repairs.list({ most: LOOKED_THROUGH })).find((one) => one.execution === execution);
    return repair === undefined ? null : await heldByApp(execution, repair, store);
  } finally {
    await store.close();
  }
}

async function heldByApp(execution: ExecutionId, repair: Repair, store: Store): Promise<PatchInHand | null> {
  const [patch, result] = await Promise.all([PATCH_FILE, RESULT_FILE].map((file) => contentOf(repair, file, store)));
  if (patch == null || result == null || repair.plan === null) return null;
  const stored = {
    version: 1 as const, execution, fix_id: repair.id, at: repair.progressed_at, why: repair.reason ?? "", plan: repair.plan,
    result: FixResult.parse(JSON.parse(Buffer.from(result).toString("utf8"))), failures: repair.failures,
  };
  return { stored, patch };
}

async function contentOf(repair: Repair, file: string, { evidence }: Store): Promise<Uint8Array | null> {
  const reference = repair.evidence.find((one) => one.phase === "IMPLEMENT" && one.file === file);
  return reference === undefined ? null : evidence.content(reference.sha256);
}
