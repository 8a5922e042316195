/** Reads the evidence that the store keeps of a repair: what its references name, with content. What is gone is left out, and found missing where it is needed. */
import type { EvidenceFile } from "../../core/repair/decision.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { StepContext } from "./context.ts";

export async function readEvidence({ evidence }: Repair, { store }: Pick<StepContext, "store">): Promise<readonly EvidenceFile[]> {
  const files = await Promise.all(evidence.map(async (reference) => {
    const content = await store.evidence.content(reference.sha256);
    return content === null ? [] : [{ ...reference, content }];
  }));
  return files.flat();
}
