/** What a proven patch changes, as policies see it: its lines, and whole texts of the files that need them. Nothing was asked of anybody: coverage and advisories are not known yet. */
import { decodeText } from "../fix/decode-text.ts";
import type { PatchCheck } from "../fix/check-patch.ts";
import { parsePatch } from "../fix/parse-patch.ts";
import type { ChangeReading } from "../policy/change/change-facts.ts";
import { changeOfPatch } from "../policy/change/change-of-patch.ts";
import { wantedContents } from "../policy/change/wanted-contents.ts";
import type { AdvisoryAnswer } from "../policy/dependencies/vulnerabilities.ts";

/** In: a patch that was parsed before, and its check where it would land. */
export function changeOfProof(patch: Uint8Array, { base, contents }: PatchCheck, advisories: AdvisoryAnswer | null): ChangeReading {
  const files = changeOfPatch(parsePatch(patch));
  const text = (bytes: Uint8Array | null | undefined): string | null => (bytes == null ? null : decodeText(bytes)?.text ?? null);
  const sides = wantedContents(files).map((path) => [path, { before: text(base.get(path)), after: text(contents.get(path)) }] as const);
  return { files, contents: new Map(sides), coverage: [], licences: new Map(), advisories };
}
