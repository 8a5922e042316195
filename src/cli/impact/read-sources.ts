/** Reads what a working tree holds, for the question which tests a change can reach. */
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { workingFiles } from "../../adapters/git/checkout.ts";
import type { SourceFile } from "../../core/impact/affected-tests.ts";
import { languageOf, referencesOf } from "../../core/impact/references.ts";
import type { Layout } from "../../core/impact/resolve-reference.ts";
import { packageJson } from "./package-json.ts";

export interface Sources { readonly sources: readonly SourceFile[]; readonly layout: Layout }

const FILES_AT_A_TIME = 64;

/** Fault `checkout-unreadable`. Files that cannot be read are taken to name nothing. */
export async function readSources(checkout: string): Promise<Sources> {
  const files = await workingFiles(checkout);
  const text = async (path: string): Promise<string> => readFile(join(checkout, path), "utf8").catch(() => "");
  const sources = await inTurn(files.filter((path) => languageOf(path) !== null), async (path) => ({ path, references: referencesOf(path, await text(path)) }));
  const goModules = await inTurn(files.filter((path) => basename(path) === "go.mod"), async (path) => ({ folder: folderOf(path), path: /^module\s+"?([^\s"]+)/m.exec(await text(path))?.[1] ?? "" }));
  const named = await inTurn(files.filter((path) => basename(path) === "package.json"), async (path) => ({ folder: folderOf(path), name: packageJson(await text(path)).name ?? "" }));
  const packages = named.filter(({ name }) => name !== "").map((one) => ({ ...one, sources: sources.flatMap(({ path }) => (isBelow(path, one.folder) ? [path] : [])) }));
  return { sources, layout: { files: new Set(files), goModules: goModules.filter(({ path }) => path !== ""), packages, byFolder: Map.groupBy(files, folderOf) } };
}

async function inTurn<Result>(paths: readonly string[], read: (path: string) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < paths.length; from += FILES_AT_A_TIME) results.push(...(await Promise.all(paths.slice(from, from + FILES_AT_A_TIME).map(read))));
  return results;
}

function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === "." ? "" : folder;
}

function isBelow(path: string, folder: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}
