/** TS1484, TS1371: what is imported only as a type has to be imported as one. */
import { Unclear } from "./edit.ts";
import type { ImportedName, ImportStatement } from "./module.ts";
import { offsetOf, type Place } from "./place.ts";
import type { Replacement } from "./replacement.ts";
import type { Module } from "./repository.ts";

export function importTypes({ text, facts }: Module, places: readonly Place[]): readonly Replacement[] {
  const types = new Map<ImportStatement, Set<ImportedName>>();
  for (const place of places) {
    const { statement, names } = typesAt(text, facts.imports, place);
    types.set(statement, new Set([...(types.get(statement) ?? []), ...names]));
  }
  return [...types].flatMap(([statement, names]) => asTypes(statement, names));
}

/** TS1371 points at the statement, TS1484 at the name. */
function typesAt(text: string, imports: readonly ImportStatement[], place: Place): { readonly statement: ImportStatement; readonly names: readonly ImportedName[] } {
  const offset = offsetOf(text, place);
  const statement = imports.find(({ start, end }) => offset >= start && offset < end);
  const name = statement?.names.find((each) => offset === each.start || offset === each.nameAt);
  if (statement !== undefined && name !== undefined) return { statement, names: [name] };
  if (statement !== undefined && offset === statement.start && statement.names.length > 0) return { statement, names: statement.names };
  throw new Unclear(`line ${place.line}: no import stands there`);
}

/** The whole statement where all of it is types, else each by itself. */
function asTypes({ start, names, typeOnly }: ImportStatement, types: ReadonlySet<ImportedName>): readonly Replacement[] {
  if (typeOnly) throw new Unclear("it is imported as a type already");
  const [first] = names;
  if (names.every((name) => types.has(name)) && (names.length === 1 || first?.form === "named")) return [{ start: start + "import".length, end: start + "import".length, text: " type" }];
  if ([...types].some(({ form }) => form !== "named")) throw new Unclear("an import of types has either a default or names");
  return [...types].map((name) => ({ start: name.start, end: name.start, text: "type " }));
}
