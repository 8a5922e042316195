/** The layouts of real projects, as `record-layout.ts` recorded them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProjectFiles } from "../../../src/core/onboarding/detect/layout.ts";

const folder = join(import.meta.dirname, "layouts");

interface Recorded { readonly source: string; readonly paths: readonly string[]; readonly contents: Readonly<Record<string, string>> }

export const layoutNames: readonly string[] = readdirSync(folder).map((file) => file.replace(/\.json$/, "")).toSorted();

export function readLayout(name: string): ProjectFiles {
  const { paths, contents } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Recorded;
  return { paths, contents: new Map(Object.entries(contents)) };
}
