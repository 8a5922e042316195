import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache-folder.ts";

const run = promisify(execFile);

/** A folder beside this file with a package.json and its lockfile. `node-older`: earlier major versions, for workspaces whose packages differ; `node-imports`: what checks imports. */
export type ModuleSet = "node" | "node-imports" | "node-older";

/** The node_modules folder of a set, named after its lockfile: a change of it makes a new one. It need not be there yet. */
export function modulesOf(set: ModuleSet): string {
  const digest = createHash("sha256").update(readFileSync(join(import.meta.dirname, set, "package-lock.json"))).digest("hex").slice(0, 12);
  return join(cacheFolder(), `${set}-${digest}`, "node_modules");
}

/** Installs the sets without running their install scripts, and gives the folder of the programs of the first. */
export async function installNodeTools(): Promise<string> {
  await Promise.all([installSet("node"), installSet("node-imports"), installSet("node-older")]);
  return join(modulesOf("node"), ".bin");
}

async function installSet(set: ModuleSet): Promise<void> {
  const folder = join(modulesOf(set), "..");
  const done = join(folder, "installed");
  if (existsSync(done)) return;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) await copyFile(join(import.meta.dirname, set, file), join(folder, file));
  await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], { cwd: folder, timeout: 600_000 });
  await writeFile(done, "");
}
