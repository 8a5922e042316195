/** Files of evidence, by their digest. */
import type { FixId } from "../../core/identity/identifier.ts";
import type { EvidenceFile } from "../../core/repair/decision.ts";
import type { Digest } from "../../core/identity/digest.ts";

export interface Evidence {
  ofRepair(id: FixId): Promise<readonly Omit<EvidenceFile, "content">[]>;
  /** Content by digest; null when it is not there. */
  content(sha256: Digest): Promise<Uint8Array | null>;
  /** Contents by digest, in one look; those that are not there are left out. */
  contents(sha256s: readonly Digest[]): Promise<ReadonlyMap<Digest, Uint8Array>>;
}
