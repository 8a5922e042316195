/** What set-up steps leave beside the tracked files, and tools need: installed packages, virtual environments, built neighbours. Seen read-only inside the sandbox. */
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Git } from "../ports/machine.ts";

/** By name, so that nothing else that is untracked (an .env file, a key) is shown to a skill. */
const names = new Set(["node_modules", ".venv", "venv", ".yarn", ".pnp.cjs", ".pnp.loader.mjs", "vendor", "dist", "build", "lib", "types"]);

/** Whether a path lies in installed packages or a virtual environment that git was not told to ignore. */
export function isSetupResult(path: string): boolean {
  return path.split("/").some((part) => part === "node_modules" || part === ".venv");
}

/** Relative paths of the set-up results of a checkout. */
export async function setupResults(checkout: string, git: Git): Promise<readonly string[]> {
  const roots = (await git.untrackedRoots(checkout)).filter((path) => names.has(basename(path)) || isSetupResult(path));
  const ignored = await git.ignoredAmong(checkout, roots);
  return roots.filter((path) => ignored.has(path) || isSetupResult(path));
}

/** Absolute paths of the node_modules folders above a checkout, which Node's resolution reaches too. */
export function modulesAbove(checkout: string): readonly string[] {
  const found: string[] = [];
  for (let folder = dirname(checkout); folder !== dirname(folder); folder = dirname(folder)) {
    const modules = join(folder, "node_modules");
    if (existsSync(modules)) found.push(modules);
  }
  return found;
}
