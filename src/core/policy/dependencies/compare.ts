/** Which packages a change brings in, moves to another version, or takes out: by ecosystem and name, over all files that name packages. */
import type { Contents } from "../change/diff-facts.ts";
import type { ChangedFile } from "../change/changed-file.ts";
import type { Dependency } from "./dependency.ts";
import { namesDependencies, readDependencies } from "./read-dependencies.ts";

export interface DependencyChange {
  readonly added: readonly Dependency[];
  readonly updated: readonly Dependency[];
  readonly removed: readonly Dependency[];
}

/** Null where a file that names packages was not read, or cannot be. A name that only moves between files is neither added nor removed. */
export function compareDependencies(files: readonly ChangedFile[], contents: Contents): DependencyChange | null {
  const sides = { before: [] as Dependency[], after: [] as Dependency[] };
  for (const { path } of files.filter((file) => namesDependencies(file.path))) {
    const texts = contents.get(path);
    const [before, after] = texts === undefined ? [null, null] : [readDependencies(path, texts.before), readDependencies(path, texts.after)];
    if (before === null || after === null) return null;
    sides.before.push(...before);
    sides.after.push(...after);
  }
  const [known, present] = [byName(sides.before), byName(sides.after)];
  const fresh = pinned(sides.after);
  return {
    added: fresh.filter((one) => !known.has(nameOf(one))),
    updated: fresh.filter((one) => known.has(nameOf(one)) && one.version !== null && known.get(nameOf(one))?.has(one.version) === false),
    removed: pinned(sides.before).filter((one) => !present.has(nameOf(one))),
  };
}

/** Each once; a name without a version only where no file gives it one. */
function pinned(all: readonly Dependency[]): readonly Dependency[] {
  const versioned = new Set(all.filter(({ version }) => version !== null).map(nameOf));
  const kept = all.filter((one) => one.version !== null || !versioned.has(nameOf(one)));
  return [...new Map(kept.map((one) => [`${nameOf(one)}@${one.version ?? ""}`, one])).values()];
}

function byName(all: readonly Dependency[]): ReadonlyMap<string, ReadonlySet<string>> {
  const versions = new Map<string, Set<string>>();
  for (const one of all) {
    const known = versions.get(nameOf(one)) ?? new Set<string>();
    if (one.version !== null) known.add(one.version);
    versions.set(nameOf(one), known);
  }
  return versions;
}

function nameOf({ ecosystem, name }: Dependency): string {
  return `${ecosystem}:${name}`;
}
