import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { modulesOf } from "./tools/node.ts";

const project = join(import.meta.dirname, "../../node_modules");
const pinned = ["biome-fix", "biome-format", "buf-format", "markdownlint-fix", "stylelint-fix", "snapshot-update-vitest"];

/** Packages of a workspace with an installation of their own, by example. */
const nested: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "eslint-fix/workspace": { "packages/api": modulesOf("node-older") },
  "prettier-write/workspace": { "packages/api": modulesOf("node-older") },
};

/** Puts into `checkout` what `npm ci` would have left for this example: node_modules at its root, and in packages that have their own. */
export function linkModules(checkout: string, { skill, name }: { readonly skill: string; readonly name: string }): void {
  // A clean installation begins by emptying node_modules: it must not find ours.
  if (skill.startsWith("lockfile-sync-")) return;
  const places = { "": pinned.includes(skill) ? modulesOf("node") : project, ...nested[`${skill}/${name}`] };
  for (const [folder, modules] of Object.entries(places)) {
    const link = join(checkout, folder, "node_modules");
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(modules, link);
  }
}
