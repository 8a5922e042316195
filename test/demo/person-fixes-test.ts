import { readFileSync } from "node:fs";
import { join } from "node:path";
import { applyPatch } from "../../src/core/fix/apply-patch.ts";
import { parsePatch } from "../../src/core/fix/parse-patch.ts";

/** What a person commits to mend the failing test, which no skill covers: the files that change, given the project as it stands. */
export function personFixesTest(project: Readonly<Record<string, Uint8Array>>): Record<string, Uint8Array> {
  const patch = parsePatch(readFileSync(join(import.meta.dirname, "person-fixes-test.patch")));
  const mended = applyPatch(patch, new Map(Object.entries(project)));
  return Object.fromEntries([...mended].flatMap(([path, bytes]) => (bytes === null ? [] : [[path, bytes]])));
}
