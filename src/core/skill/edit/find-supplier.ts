/** Where a name comes from that a file uses and does not import: the one export of the package that has it, or the one import by which its other files get it. */
import { Unclear } from "./edit.ts";
import type { ImportedName, ImportStatement } from "./module.ts";
import { packageOf, type Module, type Repository } from "./repository.ts";
import { isRelative, resolveSource } from "./resolve-source.ts";

export interface Supplier {
  /** A file of the repository, or null where `source` names a package. */
  readonly target: string | null;
  readonly source: string;
  readonly form: ImportedName["form"];
  readonly imported: string;
}

/** Throws Unclear where nothing or more than one thing supplies it. */
export function findSupplier(name: string, module: Module, { files, modules }: Repository): Supplier {
  const home = packageOf(module.path, files);
  const neighbours = [...modules.values()].filter(({ path, facts }) => path !== module.path && facts.valid && packageOf(path, files) === home);
  const used = neighbours.flatMap((each) => each.facts.imports.flatMap((statement) => supplied(name, each, statement, files)));
  const made = neighbours.filter(({ path }) => !/\.(?:test|spec|stories)\.|\.d\.[cm]?ts$/.test(path)).flatMap((each) => exported(name, each));
  const all = [...used, ...made];
  const origins = new Map(all.map((supplier) => [originOf(supplier, modules, files), supplier]));
  if (origins.size === 0) throw new Unclear(`no file of the package exports \`${name}\`, and none imports it`);
  if (origins.size > 1) throw new Unclear(`\`${name}\` may come from ${[...origins.values()].map(({ target, source }) => target ?? source).toSorted().slice(0, 3).join(" or ")}`);
  return nearest(all, made, used);
}

/** The file that makes it, unless the others all get it elsewhere: a package's own door, say. */
function nearest(all: readonly Supplier[], made: readonly Supplier[], used: readonly Supplier[]): Supplier {
  const doors = new Set(used.map(({ target, source }) => target ?? source));
  const direct = made.find(({ target }) => doors.size === 0 || doors.has(target ?? ""));
  const [first] = all;
  const chosen = direct ?? (doors.size === 1 ? used[0] : undefined);
  if (chosen === undefined || first === undefined) throw new Unclear(`it is imported by way of ${[...doors].toSorted().slice(0, 3).join(" and ")}`);
  return chosen;
}

function supplied(name: string, { path }: Module, statement: ImportStatement, files: ReadonlySet<string>): readonly Supplier[] {
  const target = resolveSource(path, statement.source, files);
  if (target === null && isRelative(statement.source)) return [];
  return statement.names.filter(({ local, form }) => local === name && form !== "require").map(({ form, imported }) => ({ target, source: statement.source, form, imported }));
}

function exported(name: string, { path, facts }: Module): readonly Supplier[] {
  return facts.exports.filter((each) => each.from === null && (each.name === name || (each.name === "default" && each.local === name))).map(({ name: called }) => ({ target: path, source: "", form: called === "default" ? "default" : "named", imported: called }));
}

/** Follows what is passed on to the file that makes it, as far as that was read. */
function originOf({ target, source, imported }: Supplier, modules: Repository["modules"], files: ReadonlySet<string>): string {
  let [path, name] = [target, imported];
  for (let step = 0; step < 10 && path !== null; step += 1) {
    const facts = modules.get(path)?.facts;
    const passed = facts?.exports.find((each) => each.name === name && each.from !== null);
    const own = facts?.exports.some((each) => each.name === name && each.from === null) === true;
    const next = passed === undefined ? (own ? null : starOf(path, name, modules, files)) : resolveSource(path, passed.from ?? "", files);
    if (next === null) break;
    [path, name] = [next, passed?.local ?? name];
  }
  return path === null ? `package ${source} ${name}` : `file ${path} ${name}`;
}

function starOf(path: string, name: string, modules: Repository["modules"], files: ReadonlySet<string>): string | null {
  const passedOn = modules.get(path)?.facts.passedOn ?? [];
  return passedOn.map((source) => resolveSource(path, source, files)).find((target) => target !== null && modules.get(target)?.facts.exports.some((each) => each.name === name)) ?? null;
}
