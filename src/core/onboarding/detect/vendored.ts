/** Folders that hold what others wrote or what a tool made: their content says nothing about the project, and a repair has nothing to do there. */
import type { Sign } from "./layout.ts";

/** By the conventions of Go, Bundler and Composer (vendor), Chromium and Bazel (third_party), npm, and of code generators and bundlers. */
const FOLDERS: ReadonlySet<string> = new Set(["vendor", "third_party", "node_modules", "bower_components", "__generated__", "dist", ".yarn"]);
const MOST_SHOWN = 10;

export function isVendored(path: string): boolean {
  return folderOf(path) !== null;
}

/** The outermost such folder in a path, or null. */
function folderOf(path: string): string | null {
  const parts = path.split("/");
  const at = parts.findIndex((part, index) => index < parts.length - 1 && FOLDERS.has(part));
  return at === -1 ? null : parts.slice(0, at + 1).join("/");
}

/** Folders of files that are there to be looked at or tested with (their manifests are not the project's), and the workflows that Regreen itself wrote. */
const BESIDE = /^\.github\/workflows\/regreen-|(?:^|\/)(?:examples?|samples?|fixtures?|__fixtures__|testdata|test-data|demos?|templates?)\//;

export function isBeside(path: string): boolean {
  return BESIDE.test(path);
}

/** Each such folder as a glob, with how many files it holds; those with most first. `.yarn` is protected always and is not named. */
export function vendoredFolders(paths: readonly string[]): readonly Sign[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = folderOf(path);
    if (folder !== null && !folder.endsWith(".yarn") && !isBeside(path)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const ordered = [...counts].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return ordered.slice(0, MOST_SHOWN).map(([folder, count]) => ({ name: `${folder}/**`, because: `${count} ${count === 1 ? "file" : "files"} in ${folder}/` }));
}
