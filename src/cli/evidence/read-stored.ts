import type { HeldEvidence } from "../../core/evidence/held-evidence.ts";
import { MANIFEST_FILE } from "../../core/evidence/manifest.ts";
import { STATEMENT_FILE } from "../../core/evidence/statement.ts";
import type { Effect } from "../../core/repair/effect.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { Store } from "../../ports/store/store.ts";

/** The evidence as the store keeps it: contents by the digests that are recorded, and the texts that were published with it last. */
export async function readStored(repair: Repair, store: Store): Promise<HeldEvidence> {
  const references = await store.evidence.ofRepair(repair.id);
  const files = new Map(await Promise.all(references.filter((reference) => isRecorded(repair, reference)).map(async ({ phase, file, sha256 }) => [`${phase}/${file}`, await store.evidence.content(sha256)] as const)));
  const published = repair.phase === "MONITOR" && repair.step === "closed" ? await lastPublished(repair, store) : null;
  const text = (name: string): Uint8Array | null => {
    const found = published?.texts.find(({ path }) => path === `${repair.id}/${name}`);
    return found === undefined ? null : new TextEncoder().encode(found.text);
  };
  return { repair: repair.id, files, manifest: text(MANIFEST_FILE), statement: text(STATEMENT_FILE), manifestExpected: "when published" };
}

/** What a repair went back from stays in the store and counts no more. */
function isRecorded({ evidence }: Repair, { phase, file }: { readonly phase: string; readonly file: string }): boolean {
  return evidence.some((recorded) => recorded.phase === phase && recorded.file === file);
}

async function lastPublished({ id }: Repair, { outbox }: Store): Promise<Extract<Effect, { kind: "store_evidence" }> | null> {
  const effects = [...(await outbox.receipts(id)), ...(await outbox.unfinished(id))].map(({ effect }) => effect);
  return effects.filter((effect) => effect.kind === "store_evidence").at(-1) ?? null;
}
