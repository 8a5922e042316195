/** A default export that is imported by a name (TS2305, TS2614), and a name that is imported as the default (TS1192, TS2613), where the module shows which it is. */
import { intoStatement } from "./add-names.ts";
import { cutNames } from "./cut-names.ts";
import { Unclear } from "./edit.ts";
import type { ImportedName, ImportStatement } from "./module.ts";
import { offsetOf, type Place } from "./place.ts";
import type { Replacement } from "./replacement.ts";
import type { Module, Repository } from "./repository.ts";
import { resolveSource } from "./resolve-source.ts";

interface Wrong { readonly statement: ImportStatement; readonly name: ImportedName; readonly target: Module }

export function importDefault(module: Module, places: readonly Place[], repository: Repository): readonly Replacement[] {
  return places.flatMap((place) => {
    const { statement, name, target } = wrongAt(module, place, "named", repository);
    const given = target.facts.exports.find((each) => each.name === "default");
    if (given === undefined || (given.local !== null && given.local !== name.imported)) throw new Unclear(`${target.path} has no default export that is certain to be \`${name.imported}\``);
    return asDefault(module, statement, name);
  });
}

function asDefault({ text, facts }: Module, statement: ImportStatement, name: ImportedName): readonly Replacement[] {
  const { braces, names, typeOnly } = statement;
  if (braces === null || name.typeOnly || names.some(({ form }) => form !== "named")) throw new Unclear(`\`${name.local}\` cannot stand as the default of its import`);
  if (names.length === 1) return [{ ...braces, text: name.local }];
  if (typeOnly) throw new Unclear("an import of types has either a default or names");
  return [{ start: braces.start, end: braces.start, text: `${name.local}, ` }, ...cutNames({ text, facts, statement, unwanted: new Set([name]) })];
}

export function importByName(module: Module, places: readonly Place[], repository: Repository): readonly Replacement[] {
  return places.flatMap((place) => {
    const { statement, name, target } = wrongAt(module, place, "default", repository);
    if (!target.facts.exports.some((each) => each.name === name.local)) throw new Unclear(`${target.path} exports no \`${name.local}\``);
    const added = { form: "named", imported: name.local, local: name.local, source: statement.source, typeOnly: false } as const;
    if (statement.braces === null) return statement.names.length > 1 ? unclearBeside(name) : [{ start: name.start, end: name.end, text: `{ ${name.local} }` }];
    return [{ start: name.start, end: statement.braces.start, text: "" }, intoStatement(module.text, statement, [added])];
  });
}

function unclearBeside({ local }: ImportedName): never {
  throw new Unclear(`\`${local}\` stands beside a namespace`);
}

/** The name at the place, and the module of the repository that it is asked of. */
function wrongAt({ path, text, facts }: Module, place: Place, form: "named" | "default", { files, modules }: Repository): Wrong {
  const offset = offsetOf(text, place);
  const statement = facts.imports.find(({ start, end }) => offset >= start && offset < end);
  const name = statement?.names.find((each) => each.form === form && (offset === each.start || offset === each.nameAt || (form === "default" && offset === statement.start)));
  if (statement === undefined || name === undefined) throw new Unclear(`line ${place.line}: no import of such a name stands there`);
  const target = modules.get(resolveSource(path, statement.source, files) ?? "");
  if (target?.facts.valid !== true) throw new Unclear(`${statement.source} is no module of this repository that can be read`);
  return { statement, name, target };
}
