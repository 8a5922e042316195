/** One digest over all that stands in a skill's examples: paths and bytes. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { digestOf, digestOfJson, type Digest } from "../../src/core/identity/digest.ts";

export function digestExamples(folder: string): Digest {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return digestOfJson(files.map((file) => [relative(folder, file), digestOf(readFileSync(file))] as const).toSorted(([one], [two]) => (one < two ? -1 : 1)));
}
