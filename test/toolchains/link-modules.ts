import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { modulesOf, type ModuleSet } from "./tools/node.ts";

const project = join(import.meta.dirname, "../../node_modules");
const sets: Readonly<Record<string, ModuleSet>> = {
  "biome-fix": "node", "biome-format": "node", "buf-format": "node", "markdownlint-fix": "node", "stylelint-fix": "node", "snapshot-update-vitest": "node",
  "changelog-fragment": "node-imports", "import-order": "node-imports", "licence-header": "node-imports", "merge-markers": "node-imports", "ts-import-fix": "node-imports", "unused-imports": "node-imports", "unused-imports-biome": "node", "unused-imports-tsc": "node-imports",
};

/** Whether the skill's examples are played with packages that are not Regreen's own development tools. */
export function hasOwnModules(skill: string): boolean {
  return sets[skill] !== undefined;
}

/** Packages of a workspace with an installation of their own, by example. */
const nested: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "eslint-fix/workspace": { "packages/api": modulesOf("node-older") },
  "prettier-write/workspace": { "packages/api": modulesOf("node-older") },
};

/** Puts into `checkout` what `npm ci` would have left for this example: node_modules at its root, and in packages that have their own. */
export function linkModules(checkout: string, { skill, name }: { readonly skill: string; readonly name: string }): void {
  // A clean installation begins by emptying node_modules: it must not find ours.
  if (skill.startsWith("lockfile-sync-")) return;
  const set = sets[skill];
  const places = { "": set === undefined ? project : modulesOf(set), ...nested[`${skill}/${name}`] };
  for (const [folder, modules] of Object.entries(places)) {
    const link = join(checkout, folder, "node_modules");
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(modules, link);
  }
}
