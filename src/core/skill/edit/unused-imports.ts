/**
 * Takes away the imported names that a linter or compiler says nobody uses: those at the places it names, and no others. An import for its effect has
 * no name and always stays. What the tool says is held against the file: a name that stands anywhere else in it stays, whatever the log says.
 */
import { cutNames } from "./cut-names.ts";
import { decideEdit, refusedEdit, Unclear, type Edited, type EditInput } from "./edit.ts";
import type { ImportedName, ImportStatement, ModuleFacts } from "./module.ts";
import { lineAt, offsetOf, type Place } from "./place.ts";
import { replaceAll, type Replacement } from "./replacement.ts";

export function removeUnusedImports({ path, text, places, repository }: EditInput): Edited {
  const facts = repository.modules.get(path)?.facts;
  if (facts?.valid !== true) return refusedEdit("its syntax cannot be read");
  return decideEdit(() => replaceAll(text, unusedCuts(text, facts, places)));
}

/** The cuts for places that say that an import is unused. Throws Unclear where one of them is no such import. */
export function unusedCuts(text: string, facts: ModuleFacts, places: readonly Place[]): readonly Replacement[] {
  const unwanted = new Map<ImportStatement, Set<ImportedName>>();
  for (const place of places) {
    const { statement, names } = unusedAt(text, facts, place);
    for (const name of names) requireUnused(text, facts, name);
    unwanted.set(statement, new Set([...(unwanted.get(statement) ?? []), ...names]));
  }
  return [...unwanted].flatMap(([statement, names]) => cutNames({ text, facts, statement, unwanted: names }));
}

interface Unused { readonly statement: ImportStatement; readonly names: readonly ImportedName[] }

/** ESLint points at the name, Biome at the first of those that go; tsc at the statement where nothing of it is used (TS6192 of several names, TS6133 of one). */
function unusedAt(text: string, facts: ModuleFacts, place: Place): Unused {
  const offset = offsetOf(text, place);
  for (const statement of facts.imports) {
    if (offset < statement.start || offset >= statement.end) continue;
    if (place.rule === BIOME) return { statement, names: unusedFrom(offset, statement, facts) };
    const name = statement.names.find((each) => offset === each.nameAt || offset === each.start);
    if (name !== undefined) return { statement, names: [name] };
    if (offset === statement.start && statement.names.length > 0 && (place.rule === "TS6192" || statement.names.length === 1)) return { statement, names: statement.names };
  }
  throw new Unclear(`line ${place.line}: what is unused there is no imported name, and whether it may go only a person knows`);
}

const BIOME = "lint/correctness/noUnusedImports";

/** Biome points at the first of several, and says that several of the statement are unused: those are the names from there on that stand nowhere else. */
function unusedFrom(offset: number, { names }: ImportStatement, { used }: ModuleFacts): readonly ImportedName[] {
  const [first, ...more] = names.filter(({ start, nameAt }) => start >= offset || nameAt >= offset);
  return first === undefined ? [] : [first, ...more.filter(({ local }) => (used.get(local) ?? []).length === 0)];
}

function requireUnused(text: string, facts: ModuleFacts, { local }: ImportedName): void {
  const [elsewhere] = facts.used.get(local) ?? [];
  if (elsewhere !== undefined) throw new Unclear(`\`${local}\` stands in line ${lineAt(text, elsewhere)} as well: whether it is the imported one is not certain`);
  const pragma = /@jsx(?:Frag)?\s+([\w$]+)/g;
  const factories = facts.comments.flatMap((comment) => [...comment.text.matchAll(pragma)].map(([, name]) => name));
  if (facts.hasJsx && ["React", "h", "Fragment", ...factories].includes(local)) throw new Unclear(`\`${local}\` may be what JSX is compiled to`);
  const typed = facts.comments.find((comment) => comment.text.startsWith("/**") && new RegExp(`[{|<( ]${local.replaceAll("$", "\\$")}\\b`).test(comment.text));
  if (typed !== undefined) throw new Unclear(`\`${local}\` stands in the comment of line ${lineAt(text, typed.start)}, where types may be written`);
}
