import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { HeldEvidence } from "../../core/evidence/held-evidence.ts";
import { MANIFEST_FILE } from "../../core/evidence/manifest.ts";
import { STATEMENT_FILE } from "../../core/evidence/statement.ts";
import { UsageError } from "../usage-error.ts";

/** The evidence branch holds texts of a few KB and patches; what is larger is none of ours. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The evidence of a repair in a checkout of the evidence branch. Links are not followed, and count as content that is gone. */
export async function readFolder(repair: string, root: string): Promise<HeldEvidence> {
  const folder = join(root, repair);
  const names = await readdir(folder, { recursive: true }).catch((): never => {
    throw new UsageError(`There is no evidence of ${repair} in "${root}"`, "Check out the branch regreen/evidence and name that folder.");
  });
  const found = new Map<string, Uint8Array | null>();
  for (const name of names.toSorted()) {
    const content = await contentOf(join(folder, name));
    if (content !== undefined) found.set(name.replaceAll("\\", "/"), content);
  }
  const take = (name: string): Uint8Array | null => {
    const content = found.get(name) ?? null;
    found.delete(name);
    return content;
  };
  return { repair, manifest: take(MANIFEST_FILE), statement: take(STATEMENT_FILE), files: found, manifestExpected: "always" };
}

/** Undefined: a folder. */
async function contentOf(path: string): Promise<Uint8Array | null | undefined> {
  const found = await lstat(path);
  if (found.isDirectory()) return undefined;
  return found.isFile() && found.size <= MOST_BYTES ? readFile(path) : null;
}
