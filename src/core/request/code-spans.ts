/** Inline code (CommonMark, "Code spans"): between two runs of as many backticks, within one paragraph. */

interface Run { readonly at: number; readonly length: number }

/** Every character of a code span but its line feeds becomes a backtick, so that none of its lines begins like a command. Linear. */
export function withoutCodeSpans(text: string): string {
  return text.split(/(\n[ \t]*\n)/).map((paragraph) => (paragraph.includes("`") ? covered(paragraph) : paragraph)).join("");
}

function covered(paragraph: string): string {
  const runs = [...paragraph.matchAll(/`+/g)].map((match): Run => ({ at: match.index, length: match[0].length }));
  const closing = closingRuns(runs);
  let shown = "";
  let from = 0;
  for (let index = 0; index < runs.length; index += 1) {
    const [opening, close] = [runs[index], closing[index]];
    if (opening === undefined || close == null) continue;
    const end = runs[close];
    if (end === undefined) continue;
    shown += paragraph.slice(from, opening.at) + paragraph.slice(opening.at, end.at + end.length).replace(/[^\n]/g, "`");
    from = end.at + end.length;
    index = close;
  }
  return shown + paragraph.slice(from);
}

/** For each run the index of the next one of the same length; null: none. */
function closingRuns(runs: readonly Run[]): readonly (number | null)[] {
  const next = new Map<number, number>();
  const closing: (number | null)[] = [];
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const { length } = runs[index] ?? { length: 0 };
    closing[index] = next.get(length) ?? null;
    next.set(length, index);
  }
  return closing;
}
