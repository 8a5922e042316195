import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { modulesOf, type ModuleSet } from "./tools/node.ts";

const project = join(import.meta.dirname, "../../node_modules");
/** Where each skill's packages are; `project`: Regreen's own. Who is not here has none: a tool that reads all of a checkout (golangci-lint, RuboCop) would read them too. */
const sets: Readonly<Record<string, ModuleSet | "project">> = {
  "eslint-fix": "project", "prettier-write": "project", "snapshot-update-jest": "project", "generated-drift": "project",
  "biome-fix": "node", "biome-format": "node", "buf-format": "node", "markdownlint-fix": "node", "stylelint-fix": "node", "snapshot-update-vitest": "node",
  "changelog-fragment": "node-imports", "import-order": "node-imports", "licence-header": "node-imports", "merge-markers": "node-imports", "ts-import-fix": "node-imports", "unused-imports": "node-imports", "unused-imports-biome": "node", "unused-imports-tsc": "node-imports",
};

/** Whether the skill's examples are played with packages that are not Regreen's own development tools. */
export function hasOwnModules(skill: string): boolean {
  return sets[skill] !== undefined && sets[skill] !== "project";
}

/** Packages of a workspace with an installation of their own, by example. */
const nested: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "eslint-fix/workspace": { "packages/api": modulesOf("node-older") },
  "prettier-write/workspace": { "packages/api": modulesOf("node-older") },
};

/** Puts into `checkout` what `npm ci` would have left for this example: node_modules at its root, and in packages that have their own. */
export function linkModules(checkout: string, { skill, name }: { readonly skill: string; readonly name: string }): void {
  const set = sets[skill];
  if (set === undefined) return;
  const places = { "": set === "project" ? project : modulesOf(set), ...nested[`${skill}/${name}`] };
  for (const [folder, modules] of Object.entries(places)) {
    const link = join(checkout, folder, "node_modules");
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(modules, link);
  }
}
