/** Which modules a change can reach: those that it lies in, and all that take them in. Pure. */
import { isProse } from "../affected-tests.ts";
import type { BuildModule } from "./build-module.ts";

export type ModuleImpact = { readonly kind: "modules"; readonly names: readonly string[] } | { readonly kind: "all"; readonly because: string };

/** Files by which a build is set up as a whole. */
const SHARED = /(?:^|\/)(?:Cargo\.(?:toml|lock)|rust-toolchain(?:\.toml)?|pom\.xml|gradle\.properties|gradle\.lockfile|[^/]*\.gradle(?:\.kts)?)$|(?:^|\/)(?:\.cargo|\.mvn|gradle|buildSrc|build-logic)\//;
/** Below the root's own module; what else lies at the root may be read by any. */
const OF_ROOT = /^(?:src|tests|benches|examples)\/|^build\.rs$/;

/** `changed`: relative to where the command is run; what lies outside begins with `../`. Names in the order of the modules. */
export function affectedModules(modules: readonly BuildModule[], changed: readonly string[]): ModuleImpact {
  const touched = new Set<string>();
  for (const path of changed) {
    if (SHARED.test(path)) return { kind: "all", because: `${path} sets up the build` };
    const owner = path.startsWith("../") ? undefined : ownerOf(modules, path);
    if (owner !== undefined && (owner.folder !== "" || OF_ROOT.test(path))) touched.add(owner.name);
    else if (!isProse(path)) return { kind: "all", because: `${path} lies in no module` };
  }
  const reached = reach(modules, touched);
  return { kind: "modules", names: modules.map(({ name }) => name).filter((name) => reached.has(name)) };
}

/** The innermost. */
function ownerOf(modules: readonly BuildModule[], path: string): BuildModule | undefined {
  const around = modules.filter(({ folder }) => folder === "" || path.startsWith(`${folder}/`));
  return around.toSorted((one, other) => other.folder.length - one.folder.length)[0];
}

function reach(modules: readonly BuildModule[], touched: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set(touched);
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const { name, uses } of modules) if (uses.some((used) => reached.has(used))) reached.add(name);
  }
  return reached;
}
