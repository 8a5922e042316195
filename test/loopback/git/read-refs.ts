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
  const files = (await listed(join(folder, "refs"))).filter((entry) => entry.isFile() && !entry.name.endsWith(".lock"));
  const refs = await Promise.all(files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    // A ref may go between the listing and the reading.
    const sha = (await readFile(path, "utf8").catch(() => "")).trim();
    return { name: relative(folder, path), sha };
  }));
  return refs.filter(({ sha }) => /^[0-9a-f]{40}$/.test(sha));
}

/** A folder may go while it is listed, with the last ref in it: listed once more then. */
async function listed(folder: string, tries = 5): Promise<Dirent[]> {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (tries === 1 || !(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    return listed(folder, tries - 1);
  }
}
