/** The manifest lists all of a repair's evidence with its digests: `<repair>/manifest.json`. It follows from the repair, so building it twice gives the same bytes. */
import { z } from "zod";
import { Digest } from "../identity/digest-schema.ts";
import { FixId, GitSha, RepositoryName } from "../identity/identifier.ts";
import { phases, Phase } from "../repair/phase.ts";
import type { Repair } from "../repair/repair.ts";

export const MANIFEST_FILE = "manifest.json";

export const Manifest = z.strictObject({
  version: z.literal(1),
  repair: FixId,
  repo: RepositoryName,
  /** The commit that was red. */
  head_sha: GitSha,
  /** How far the repair had come. */
  phase: Phase.nullable(),
  /** In the order of the phases; `path` is `<PHASE>/<file>`. */
  files: z.array(z.strictObject({ path: z.string(), sha256: Digest })).min(1),
});
export type Manifest = z.infer<typeof Manifest>;

/** The manifest of what is recorded of the repair so far, as text. */
export function buildManifest({ id, subject, phase, evidence }: Repair): string {
  const files = phases.flatMap((of) => evidence.filter((file) => file.phase === of).map(({ file, sha256 }) => ({ path: `${of}/${file}`, sha256 })));
  const manifest: Manifest = { version: 1, repair: id, repo: subject.repository.name, head_sha: subject.head_sha, phase, files };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
