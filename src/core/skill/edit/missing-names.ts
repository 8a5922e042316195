/** TS2304, TS2552, TS2503, TS18004: a name that nothing in the file declares is imported from where it can only come from. */
import { addNames, type AddedName } from "./add-names.ts";
import { Unclear } from "./edit.ts";
import { findSupplier } from "./find-supplier.ts";
import { nameAt, offsetOf, type Place } from "./place.ts";
import type { Replacement } from "./replacement.ts";
import { packageOf, type Module, type Repository } from "./repository.ts";
import { endingOf, sourceFor, type Ending } from "./resolve-source.ts";

export function importMissing(module: Module, places: readonly Place[], repository: Repository): readonly Replacement[] {
  const names = [...new Set(places.map((place) => nameAt(module.text, offsetOf(module.text, place))))];
  const added = names.map((name) => addedName(name, module, repository));
  return addNames(module, added, styleOf(module, repository), repository.files);
}

function addedName(name: string, module: Module, repository: Repository): AddedName {
  if (module.facts.imports.some((statement) => statement.names.some(({ local }) => local === name))) throw new Unclear(`\`${name}\` is imported already`);
  const { target, source, form, imported } = findSupplier(name, module, repository);
  if (form === "require") throw new Unclear(`\`${name}\` is imported by \`require\` elsewhere`);
  const asType = isOnlyType(name, module) && writesTypeImports(module, repository);
  return { form, imported, local: name, typeOnly: asType, source: target === null ? source : sourceFor(module.path, target, ending(module, repository)) };
}

function isOnlyType(name: string, { facts }: Module): boolean {
  return (facts.used.get(name) ?? []).every((offset) => facts.typeUses.has(offset));
}

/** Whether types are imported as such here: it is asked for by some settings, and a matter of taste elsewhere. */
function writesTypeImports(module: Module, repository: Repository): boolean {
  return neighboursOf(module, repository).some(({ facts }) => facts.imports.some(({ typeOnly }) => typeOnly));
}

/** As the file's own imports end, else as those of the package do. Throws Unclear where they end in several ways. */
function ending(module: Module, repository: Repository): Ending {
  const of = ({ path, facts }: Module): readonly Ending[] => [...endingOf(path, facts.imports.map(({ source }) => source), repository.files)];
  const own = of(module);
  const shown = new Set(own.length > 0 ? own : neighboursOf(module, repository).flatMap(of));
  if (shown.size > 1) throw new Unclear("relative imports end in several ways here");
  return [...shown][0] ?? "none";
}

function styleOf(module: Module, repository: Repository): Module {
  return neighboursOf(module, repository).find(({ facts }) => facts.imports.length > 0) ?? module;
}

/** The file itself first, then the other files of its package that were read. */
function neighboursOf(module: Module, { files, modules }: Repository): readonly Module[] {
  const home = packageOf(module.path, files);
  return [module, ...[...modules.values()].filter(({ path }) => path !== module.path && packageOf(path, files) === home)];
}
