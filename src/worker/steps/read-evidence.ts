/** Reads the evidence that the store keeps of a repair: what its references name, with content. What is gone is left out, and found missing where it is needed. */
import type { EvidenceFile } from "../../core/repair/decision.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { StepContext } from "./context.ts";

export async function readEvidence({ evidence }: Repair, { store }: { readonly store: Pick<StepContext["store"], "evidence"> }): Promise<readonly EvidenceFile[]> {
  if (evidence.length === 0) return [];
  const contents = await store.evidence.contents(evidence.map(({ sha256 }) => sha256));
  return evidence.flatMap((reference) => {
    const content = contents.get(reference.sha256);
    return content === undefined ? [] : [{ ...reference, content }];
  });
}
