/** From a module as it is named to the files of the repository that it may mean. */
import { folderOf } from "../skill/edit/repository.ts";
import { resolveSource, spelledPath } from "../skill/edit/resolve-source.ts";
import { languageOf } from "./references.ts";

/** What a repository holds, as far as naming modules goes. */
export interface Layout {
  readonly files: ReadonlySet<string>;
  /** Of Go modules: the path that `go.mod` declares, and the folder that it stands in (empty: the root). */
  readonly goModules: readonly { readonly path: string; readonly folder: string }[];
  /** Of npm packages in the repository: name, folder, and the sources below it. */
  readonly packages: readonly { readonly name: string; readonly folder: string; readonly sources: readonly string[] }[];
  /** Files by folder; of Go, a package is its folder. */
  readonly byFolder: ReadonlyMap<string, readonly string[]>;
}

/** In: the module's name and the file that names it. Out: files; empty where it is none of the repository's. */
export function resolveReference(name: string, from: string, layout: Layout): readonly string[] {
  switch (languageOf(from)) {
    case "javascript": return javascript(name, from, layout);
    case "python": return python(name, from, layout);
    case "go": return go(name, layout);
    case null: return [];
    default: return [];
  }
}

function javascript(name: string, from: string, { files, packages }: Layout): readonly string[] {
  const found = resolveSource(from, name, files) ?? asWritten(name, from, files);
  if (found !== null) return [found];
  const owner = packages.find((one) => name === one.name || name.startsWith(`${one.name}/`));
  if (owner === undefined) return [];
  const exact = resolveSource(`${owner.folder === "" ? "" : `${owner.folder}/`}package.json`, `./${name.slice(owner.name.length + 1)}`, files);
  // What a package gives out under which name is its own affair: all of its sources are taken.
  return exact === null ? owner.sources : [exact];
}

/** A component or data file, which is named with its ending. */
function asWritten(name: string, from: string, files: ReadonlySet<string>): string | null {
  const path = name.startsWith(".") ? spelledPath(from, name) : null;
  return path !== null && files.has(path) ? path : null;
}

function python(name: string, from: string, { files }: Layout): readonly string[] {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const parts = name.slice(dots).split(".").filter((part) => part !== "");
  const roots = dots > 0 ? [up(folderOf(from), dots - 1)] : sourceRoots(from);
  for (const root of roots) {
    const path = [root, ...parts].filter((part) => part !== "").join("/");
    const found = [`${path}.py`, `${path}/__init__.py`, `${path}.pyi`].filter((candidate) => files.has(candidate));
    if (found.length > 0) return found;
  }
  return [];
}

function up(folder: string, levels: number): string {
  return levels === 0 ? folder : up(folderOf(folder), levels - 1);
}

/** Where an absolute import may begin: the root, `src`, and each folder above the file. */
function sourceRoots(from: string): readonly string[] {
  const above: string[] = [];
  for (let folder = folderOf(from); folder !== ""; folder = folderOf(folder)) above.push(folder, `${folder}/src`);
  return ["", "src", "lib", ...above];
}

function go(name: string, { goModules, byFolder }: Layout): readonly string[] {
  const module = goModules.filter(({ path }) => name === path || name.startsWith(`${path}/`)).toSorted((one, two) => two.path.length - one.path.length)[0];
  if (module === undefined) return [];
  const folder = [module.folder, name.slice(module.path.length + 1)].filter((part) => part !== "").join("/");
  return (byFolder.get(folder) ?? []).filter((path) => path.endsWith(".go") && !path.endsWith("_test.go"));
}
