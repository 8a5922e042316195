/** Reads what the repairs that were merged lately into the same branch changed. */
import { evidenceFile } from "../../core/repair/phase.ts";
import type { MergedChange } from "../../core/repair/collect/undoing.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { StepContext } from "./context.ts";

const MOST = 10;

export async function readMerged(repair: Repair, others: readonly Repair[], { store }: StepContext): Promise<readonly MergedChange[]> {
  const merged = others.filter((other) => other.id !== repair.id && other.status === "merged" && other.subject.branch === repair.subject.branch).slice(0, MOST);
  const named = merged.flatMap((other) => other.evidence.filter(({ phase, file }) => phase === "IMPLEMENT" && file === evidenceFile.IMPLEMENT).map(({ sha256 }) => ({ repair: other, sha256 })));
  if (named.length === 0) return [];
  const contents = await store.evidence.contents(named.map(({ sha256 }) => sha256));
  return named.flatMap(({ repair: by, sha256 }) => { const document = contents.get(sha256); return document === undefined ? [] : [{ repair: by, document }]; });
}
