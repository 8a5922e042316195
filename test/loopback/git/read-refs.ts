/** Refs as git keeps them: loose files under `refs/`, which win over lines of `packed-refs`. A process for each look would be most of a story's time. */
import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

export interface Ref {
  readonly name: string;
  readonly sha: string;
}

/** All refs of the bare repository in `folder`, by name. */
export async function readRefs(folder: string): Promise<Ref[]> {
  const [packed, loose] = await Promise.all([readPacked(folder), readLoose(folder)]);
  return [...new Map([...packed, ...loose].map((ref) => [ref.name, ref])).values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function readPacked(folder: string): Promise<Ref[]> {
  const text = await readFile(join(folder, "packed-refs"), "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => {
    const [, sha, name] = /^([0-9a-f]{40}) (refs\/.+)$/.exec(line) ?? [];
    return sha === undefined || name === undefined ? [] : [{ name, sha }];
  });
}

async function readLoose(folder: string): Promise<Ref[]> {
  const paths = (await filesIn(join(folder, "refs"))).filter((path) => !path.endsWith(".lock"));
  const refs = await Promise.all(paths.map(async (path) => {
    // A ref may go between the listing and the reading.
    const sha = (await readFile(path, "utf8").catch(() => "")).trim();
    return { name: relative(folder, path), sha };
  }));
  return refs.filter(({ sha }) => /^[0-9a-f]{40}$/.test(sha));
}

/** A folder goes with the last ref in it: gone meanwhile, it holds nothing. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown): Dirent[] => {
    // Of another realm than a test's own `Error`.
    if (typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  return (await Promise.all(entries.map((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)])))).flat();
}
