/** Two tools that undo each other's work go on for ever: a fix that brings back what a merged fix has just changed is not offered (row E9). Pure. */
import { evidenceSchema } from "../../evidence/documents.ts";
import { digestOf } from "../../identity/digest.ts";
import type { PatchCheck } from "../../fix/check-patch.ts";
import type { Repair } from "../repair.ts";

/** What a repair that was merged lately changed: its IMPLEMENT document, as it is kept. */
export interface MergedChange { readonly repair: Repair; readonly document: Uint8Array }

/** The merged repair whose every file would be again what it was before it; null: there is none. */
export function undoes({ contents }: PatchCheck, merged: readonly MergedChange[]): Repair | null {
  const after = new Map([...contents].map(([path, content]) => [path, content === null ? null : digestOf(content)]));
  const isUndone = ({ document }: MergedChange): boolean => {
    const files = filesIn(document);
    return files.length > 0 && files.every(({ path, before_sha256 }) => after.has(path) && after.get(path) === before_sha256);
  };
  return merged.find(isUndone)?.repair ?? null;
}

function filesIn(document: Uint8Array): readonly { readonly path: string; readonly before_sha256: string | null }[] {
  try {
    const parsed = evidenceSchema.IMPLEMENT.safeParse(JSON.parse(new TextDecoder().decode(document)));
    return parsed.success ? parsed.data.files : [];
  } catch {
    return [];
  }
}
