import type { ModuleFacts } from "./module.ts";

/** A module of the repository, as it was read. */
export interface Module { readonly path: string; readonly text: string; readonly facts: ModuleFacts }

/** The repository as an edit sees it. */
export interface Repository {
  /** Paths of all its files, sorted. */
  readonly files: ReadonlySet<string>;
  /** The modules that were read, by path: those that are to be mended, and those in which a name that matters stands. */
  readonly modules: ReadonlyMap<string, Module>;
  /** How files begin, by path; only where an edit is about that. */
  readonly heads: ReadonlyMap<string, string>;
  /** The present year. */
  readonly year: number;
}

/** The folder of a path; empty at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The folder of the nearest package.json above a file: what lies in another package is imported by that package's name. */
export function packageOf(path: string, files: ReadonlySet<string>): string {
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) if (files.has(`${folder}/package.json`)) return folder;
  return "";
}
