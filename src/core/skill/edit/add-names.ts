/** Puts names into the imports of a file: into a statement that imports from the same module already, else into a new one in the manner of the others. */
import type { ImportedName, ImportStatement } from "./module.ts";
import { lineEndOf, type Replacement } from "./replacement.ts";
import type { Module } from "./repository.ts";
import { isRelative, resolveSource } from "./resolve-source.ts";

export interface AddedName {
  readonly form: "default" | "namespace" | "named";
  readonly imported: string;
  readonly local: string;
  /** As it is to be written. */
  readonly source: string;
  readonly typeOnly: boolean;
}

/** `style`: a module whose imports show how they are written here; the file's own, where it has some. */
export function addNames(module: Module, names: readonly AddedName[], style: Module, files: ReadonlySet<string>): readonly Replacement[] {
  const sorted = names.toSorted((one, other) => compare(one.local, other.local));
  const fresh: AddedName[] = [];
  const replacements = sorted.flatMap((name) => {
    const home = name.form === "named" ? module.facts.imports.find((statement) => isHome(module.path, statement, name, files)) : undefined;
    if (home !== undefined) return [intoStatement(module.text, home, [name])];
    fresh.push(name);
    return [];
  });
  return [...replacements, ...newStatements(module, fresh, style)];
}

function isHome(path: string, { source, typeOnly, braces, names }: ImportStatement, name: AddedName, files: ReadonlySet<string>): boolean {
  const same = source === name.source || (isRelative(source) && resolveSource(path, source, files) === resolveSource(path, name.source, files));
  return same && typeOnly === name.typeOnly && (braces !== null || (!typeOnly && names.length === 1 && names[0]?.form === "default"));
}

/** In order where the names stand in order, else at the end. */
export function intoStatement(text: string, { braces, names }: ImportStatement, added: readonly AddedName[]): Replacement {
  const fresh = added.map(specifier);
  const named = names.filter(({ form }) => form === "named");
  const [last, outer] = [named.at(-1), names[0]];
  if (braces === null) return { start: outer?.end ?? 0, end: outer?.end ?? 0, text: `, { ${fresh.join(", ")} }` };
  if (last === undefined) return { ...braces, text: `{ ${fresh.join(", ")} }` };
  const first = added[0]?.imported ?? "";
  const next = inOrder(named) ? named.find(({ imported }) => compare(imported, first) > 0) : undefined;
  const [one, two] = named;
  const gap = one !== undefined && two !== undefined ? text.slice(one.end, two.start) : /\n\s*/.test(text.slice(braces.start, last.start)) ? `,${text.slice(braces.start + 1, last.start)}` : ", ";
  if (next !== undefined) return { start: next.start, end: next.start, text: fresh.map((each) => each + gap).join("") };
  return { start: last.end, end: last.end, text: fresh.map((each) => gap + each).join("") };
}

function inOrder(names: readonly ImportedName[]): boolean {
  return names.every(({ imported }, index) => index === 0 || compare(names[index - 1]?.imported ?? "", imported) <= 0);
}

function compare(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b ? 0 : a < b ? -1 : 1;
}

function specifier({ imported, local }: Pick<AddedName, "imported" | "local">): string {
  return imported === local ? local : `${imported} as ${local}`;
}

function newStatements(module: Module, names: readonly AddedName[], style: Module): readonly Replacement[] {
  const groups = new Map<string, AddedName[]>();
  for (const name of names) {
    const key = JSON.stringify([name.source, name.typeOnly, name.form === "named" ? "" : name.local]);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  const end = lineEndOf(module.text);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const at = placeFor(module, first.source);
    return [{ start: at.offset, end: at.offset, text: at.before + statement(first, group, style) + end + at.after }];
  });
}

function statement({ form, local, source, typeOnly }: AddedName, group: readonly AddedName[], style: Module): string {
  const [example] = style.facts.imports.filter(({ sourceSpan, start }) => sourceSpan.start > start);
  const quote = example === undefined ? '"' : style.text[example.sourceSpan.start] ?? '"';
  const semicolon = example === undefined || style.text.slice(example.start, example.end).endsWith(";") ? ";" : "";
  const tight = example?.braces != null && !/^\{\s/.test(style.text.slice(example.braces.start, example.braces.end));
  const space = tight ? "" : " ";
  const clause = form === "default" ? local : form === "namespace" ? `* as ${local}` : `{${space}${group.map(specifier).join(", ")}${space}}`;
  return `import ${typeOnly ? "type " : ""}${clause} from ${quote}${source}${quote}${semicolon}`;
}

/** Behind the last import of its kind (packages stand before the repository's own); before the first statement where there is no import. */
function placeFor({ text, facts }: Module, source: string): { readonly offset: number; readonly before: string; readonly after: string } {
  const end = lineEndOf(text);
  const alike = facts.imports.filter((each) => isRelative(source) || !isRelative(each.source));
  const last = (alike.length > 0 ? alike : []).at(-1);
  if (last !== undefined) {
    const newline = text.indexOf("\n", last.end);
    return newline === -1 ? { offset: text.length, before: end, after: "" } : { offset: newline + 1, before: "", after: "" };
  }
  const [first] = facts.imports;
  if (first !== undefined) return { offset: first.start, before: "", after: "" };
  return { offset: aboveComments(text, facts, facts.bodyAt ?? text.length), before: "", after: end };
}

/** A comment that stands right above a statement belongs to it; one at the top of the file belongs to the file. */
function aboveComments(text: string, { comments }: Module["facts"], from: number): number {
  let at = from;
  for (const comment of comments.toReversed()) {
    const isAttached = comment.end <= at && /^\s*$/.test(text.slice(comment.end, at)) && (text.slice(comment.end, at).match(/\n/g) ?? []).length < 2;
    const isHeader = text.slice(0, comment.start).trim() === "" && !(comment.text.startsWith("/**") && !/@(?:file|license|copyright)|copyright/i.test(comment.text));
    if (!isAttached || isHeader) break;
    at = comment.start;
  }
  return at;
}
