/** Reads the evidence that a release ships about its skills. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Digest } from "../../core/identity/digest.ts";
import { ShippedRecord } from "../../core/skill/standing/shipped.ts";

export const shippedFile = "shipped.json";

/** `folder` is that of the built-in skills. No file: nothing was shipped with evidence. Throws where the file is not what it should be: it is ours. */
export async function readShipped(folder: string): Promise<ShippedRecord> {
  const text = await readFile(join(folder, shippedFile), "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? { version: 1, skills: [] } : ShippedRecord.parse(JSON.parse(text));
}

/** Digests of the skills that begin as promoted. */
export async function shippedDigests(folder: string): Promise<ReadonlySet<Digest>> {
  return new Set((await readShipped(folder)).skills.map(({ digest }) => digest));
}
