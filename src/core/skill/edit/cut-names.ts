/** Takes names out of an import statement, and the whole statement where none is left. What stands beside them keeps its form. */
import { Unclear } from "./edit.ts";
import type { ImportedName, ImportStatement, ModuleFacts } from "./module.ts";
import { lineAt } from "./place.ts";
import type { Replacement } from "./replacement.ts";

export interface Cut {
  readonly text: string;
  readonly facts: Pick<ModuleFacts, "comments">;
  readonly statement: ImportStatement;
  readonly unwanted: ReadonlySet<ImportedName>;
}

/** Throws Unclear where a comment would go with them: whose it is, is not for a machine to say. */
export function cutNames(cut: Cut): readonly Replacement[] {
  const { statement: { names }, unwanted } = cut;
  const replacements = names.every((name) => unwanted.has(name)) ? [wholeStatement(cut)] : [...outerName(cut), ...namesInBraces(cut)];
  const comment = cut.facts.comments.find(({ start, end }) => replacements.some((each) => start < each.end && end > each.start));
  if (comment !== undefined) throw new Unclear(`a comment stands inside the import of line ${lineAt(cut.text, cut.statement.start)}`);
  return replacements;
}

/** With its line, and with a blank line that would else stand where a second one does, or at the beginning of the file. */
function wholeStatement({ text, facts, statement }: Cut): Replacement {
  const lineStart = text.lastIndexOf("\n", statement.start - 1) + 1;
  const newline = text.indexOf("\n", statement.end);
  const lineEnd = newline === -1 ? text.length : newline + 1;
  const line = lineAt(text, statement.start);
  if (text.slice(lineStart, statement.start).trim() !== "" || text.slice(statement.end, lineEnd).trim() !== "") throw new Unclear(`the import of line ${line} shares its line with something else`);
  const above = facts.comments.find(({ end }) => end < statement.start && end >= lineStart - 2 && text.slice(end, statement.start).trim() === "");
  if (above !== undefined && /@ts-|eslint-|prettier-ignore|biome-ignore|istanbul|v8 ignore/.test(above.text)) throw new Unclear(`the comment above line ${line} is about the import that would go`);
  return { start: lineStart, end: /(?:^|\n)[ \t\r]*\n?$/.test(text.slice(0, lineStart).replace(/\n$/, "")) ? behindBlankLine(text, lineEnd) : lineEnd, text: "" };
}

function behindBlankLine(text: string, from: number): number {
  return from + (/^(?:[ \t]*\r?\n)*/.exec(text.slice(from))?.[0].length ?? 0);
}

/** The name before the braces, with its comma; or a namespace behind one that stays. */
function outerName({ statement: { names, braces }, unwanted }: Cut): readonly Replacement[] {
  const outer = names.filter(({ form }) => form !== "named");
  const [first, second] = outer;
  if (first === undefined) return [];
  if (second !== undefined) return unwanted.has(first) ? [{ start: first.start, end: second.start, text: "" }] : [{ start: first.end, end: second.end, text: "" }];
  return unwanted.has(first) && braces !== null ? [{ start: first.start, end: braces.start, text: "" }] : [];
}

function namesInBraces({ statement: { names, braces }, unwanted }: Cut): readonly Replacement[] {
  const named = names.filter(({ form }) => form === "named");
  const outer = names.find(({ form }) => form === "default");
  if (braces === null || !named.some((name) => unwanted.has(name))) return [];
  if (named.every((name) => unwanted.has(name))) return outer === undefined ? [] : [{ start: outer.end, end: braces.end, text: "" }];
  return named.flatMap((name, index) => {
    if (!unwanted.has(name)) return [];
    const next = named[index + 1];
    const staysBehind = named.slice(index + 1).some((each) => !unwanted.has(each));
    if (next !== undefined && staysBehind) return [{ start: name.start, end: next.start, text: "" }];
    return [{ start: named[index - 1]?.end ?? name.start, end: name.end, text: "" }];
  });
}
