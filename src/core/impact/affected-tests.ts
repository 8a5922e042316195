/** Which tests a change can reach: the tests among all files that lead, import by import, to a file that changed (E10). */
import { folderOf } from "../skill/edit/repository.ts";
import { languageOf } from "./references.ts";
import { resolveReference, type Layout } from "./resolve-reference.ts";

export interface SourceFile { readonly path: string; readonly references: readonly string[] }

export type Impact =
  /** Sorted; empty: no test reaches what changed. */
  | { readonly kind: "tests"; readonly tests: readonly string[] }
  /** It cannot be told: all of them. */
  | { readonly kind: "all"; readonly because: string };

/** Paths that test runners take for tests by themselves. */
export function isTestFile(path: string): boolean {
  return /(?:^|[./_-])(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)__tests__\/.*\.[cm]?[jt]sx?$|(?:^|\/)test_[^/]*\.py$|_test\.py$|_test\.go$/.test(path);
}

/** Neither code nor anything that a test reads. */
export function isProse(path: string): boolean {
  return /\.(?:md|mdx|rst|txt|adoc)$|(?:^|\/)(?:LICEN[CS]E|CHANGELOG|README|NOTICE|AUTHORS|CODEOWNERS)[^/]*$|^\.github\//i.test(path);
}

/** In: the repository's source files with what they take in, and the paths that changed (removed ones too). */
export function affectedTests(sources: readonly SourceFile[], changed: readonly string[], layout: Layout): Impact {
  const strange = changed.find((path) => languageOf(path) === null && !isProse(path));
  if (strange !== undefined) return { kind: "all", because: `${strange} is no source file whose imports can be followed` };
  const shared = changed.find((path) => /(?:^|\/)(?:conftest\.py|[^/]*(?:config|setup|babel|rc)\.[cm]?[jt]s)$/.test(path));
  if (shared !== undefined) return { kind: "all", because: `${shared} sets up the tests` };
  const removed = changed.find((path) => languageOf(path) !== null && !layout.files.has(path));
  if (removed !== undefined) return { kind: "all", because: `${removed} is not there any more` };
  const reached = reach(usersOf(sources, layout), changed);
  return { kind: "tests", tests: [...reached].filter((path) => isTestFile(path)).toSorted() };
}

function usersOf(sources: readonly SourceFile[], layout: Layout): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  const add = (used: string, by: string): void => {
    const known = users.get(used);
    if (known === undefined) users.set(used, [by]);
    else known.push(by);
  };
  for (const { path, references } of sources) {
    for (const name of references) for (const used of resolveReference(name, path, layout)) add(used, path);
    // The files of a Go package see each other; a Python module runs its packages' __init__ first.
    if (path.endsWith(".go")) for (const sibling of layout.byFolder.get(folderOf(path)) ?? []) if (sibling !== path && sibling.endsWith(".go")) add(sibling, path);
    if (path.endsWith(".py")) for (const above of packagesAbove(path, layout.files)) add(above, path);
  }
  return users;
}

function packagesAbove(path: string, files: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) if (files.has(`${folder}/__init__.py`) && `${folder}/__init__.py` !== path) found.push(`${folder}/__init__.py`);
  return found;
}

function reach(users: ReadonlyMap<string, readonly string[]>, changed: readonly string[]): ReadonlySet<string> {
  const reached = new Set(changed);
  const queue = [...changed];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    for (const user of users.get(path) ?? []) {
      if (reached.has(user)) continue;
      reached.add(user);
      queue.push(user);
    }
  }
  return reached;
}
