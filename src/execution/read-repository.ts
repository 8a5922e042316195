/** Reads of the scratch copy what an edit decides from: the paths of all files, and the modules in which something stands that matters to it. */
import { join } from "node:path";
import { isModulePath } from "../core/skill/edit/module.ts";
import type { Place } from "../core/skill/edit/place.ts";
import { wordsAt } from "../core/skill/edit/words-at.ts";
import type { Module, Repository } from "../core/skill/edit/repository.ts";
import { resolveSource } from "../core/skill/edit/resolve-source.ts";
import { decodeUtf8 } from "../core/skill/transform/decode-utf8.ts";
import type { Machine } from "../ports/machine.ts";
import type { Workplace } from "./run-command.ts";
import { listScratch, markOf, readScratch } from "./scratch.ts";

export interface EditPlace { readonly scratch: string; readonly machine: Pick<Machine, "readModule">; readonly year: number }

export function editPlace({ scratch, request: { machine, clock } }: Pick<Workplace, "scratch" | "request">): EditPlace {
  return { scratch, machine, year: Number(clock.now().slice(0, 4)) };
}

/** Installed packages and built output are no modules of the repository. */
const OUTSIDE = new Set(["node_modules", ".git", "dist", "build", "vendor", "coverage"]);
const MOST_BYTES = 1024n * 1024n;

/** `files`: those to be mended. Beside them, modules are read in which a word stands that the failing places name. */
export async function readRepository({ scratch, machine, year }: EditPlace, files: readonly string[], places: readonly Place[]): Promise<Repository> {
  const all = ownFiles(scratch);
  const words = new Set(files.flatMap((path) => wordsAt(readText(scratch, path) ?? "", places.filter(({ file }) => file === path))));
  const modules = new Map<string, Module>();
  const known = new Set(all);
  const asked = await readModules({ scratch, machine, year }, files, () => true);
  const targets = new Set(asked.flatMap(({ path, facts }) => facts.imports.flatMap(({ source }) => resolveSource(path, source, known) ?? [])));
  const others = await readModules({ scratch, machine, year }, all.filter((path) => !files.includes(path)), (path, text) => targets.has(path) || [...words].some((word) => text.includes(word)));
  for (const module of [...asked, ...others]) modules.set(module.path, module);
  return { files: known, modules, heads: new Map(), year };
}

/** How all its files of text begin. */
export function readHeads({ scratch, year }: EditPlace): Repository {
  const paths = ownFiles(scratch).filter((path) => isReadable(scratch, path));
  const heads = paths.flatMap((path): readonly (readonly [string, string])[] => {
    const text = readText(scratch, path);
    return text === null ? [] : [[path, text.slice(0, HEAD)]];
  });
  return { files: new Set(paths), modules: new Map(), heads: new Map(heads), year };
}

/** Longer headers than this are none that a checker asks for; in UTF-16 units. */
const HEAD = 8192;

function ownFiles(scratch: string): readonly string[] {
  return listScratch(scratch, new Set(["node_modules", ".git"])).filter((path) => !path.split("/").some((part) => OUTSIDE.has(part)));
}

async function readModules({ scratch, machine }: EditPlace, paths: readonly string[], wanted: (path: string, text: string) => boolean): Promise<readonly Module[]> {
  const modules: Module[] = [];
  for (const path of paths.filter((each) => isModulePath(each) && isReadable(scratch, each))) {
    const text = readText(scratch, path);
    const facts = text !== null && wanted(path, text) ? await machine.readModule(path, text) : null;
    if (text !== null && facts !== null) modules.push({ path, text, facts });
  }
  return modules;
}

function isReadable(scratch: string, path: string): boolean {
  const file = markOf(join(scratch, path));
  return file?.kind === "file" && file.mark.size <= MOST_BYTES;
}

/** Null where the bytes are not UTF-8. A byte order mark stays a character of the text, so that it is written back. */
export function readText(scratch: string, path: string): string | null {
  return decodeUtf8(readScratch(scratch, path));
}
