/**
 * Most logs begin every line with the same columns: times, process ids, a level, a component. They are no part of the message. Which columns
 * these are is learnt from the first lines, by what kind of thing stands in each: nothing is configured per system.
 */

/** Kinds of column that belong to a header, whatever system wrote it. */
const kinds = {
  number: (word: string) => /\d/.test(word) && !/[a-z]{2}/i.test(word),
  level: (word: string) => /^[[(<|]?(?:trace|debug|verbose|info|notice|warn|warning|err|error|fatal|severe|critical|crit|alert|emerg|failure|[VDIWEF])[\])>|:,]?$/i.test(word),
  bracketed: (word: string) => word.startsWith("[") && /\]:?$/.test(word),
  named: (word: string) => word.length > 1 && word.endsWith(":"),
  dash: (word: string) => word === "-",
  calendar: (word: string) => /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)$/i.test(word),
} as const;
type Kind = keyof typeof kinds;

/** What is expected in a column, left to right. `any`: a word between two columns that are known. `ends` may stand up to two words further right. */
export type Column = { readonly kind: Kind; readonly ends: boolean } | { readonly kind: "any" };
export type HeaderLayout = readonly Column[];

export const noHeader: HeaderLayout = [];

/** A layout needs that many lines, or it is an accident. */
const LEAST_LINES = 20;
/** Share of the lines that must have the same kind of thing in a column. */
const SHARE = 0.9;
const MOST_COLUMNS = 12;
/** Words of no kind that may stand before the next column of a known kind. */
const MOST_UNKNOWN = 3;
const LOOK_AHEAD = 3;
const LONGEST_BRACKET = 200;

interface Span { readonly from: number; readonly to: number }

/** The layout that nine of ten lines share; no columns when there is none. */
export function learnHeader(lines: readonly string[]): HeaderLayout {
  const rows = lines.filter((line) => line !== "").map((line) => columnsOf(line, MOST_COLUMNS).map(({ from, to }) => line.slice(from, to)));
  if (rows.length < LEAST_LINES) return noHeader;
  const layout: Column[] = [];
  let known = 0;
  for (let at = 0; at < MOST_COLUMNS && at - known <= MOST_UNKNOWN; at++) {
    if (share(rows, (row) => row.length > at + 1) < SHARE) break;
    const column = columnAt(rows, at, known > 0);
    layout.push(column);
    if (column.kind === "any") continue;
    known = at + 1;
    if (column.kind === "dash" && column.ends) break;
  }
  return layout.slice(0, known);
}

function columnAt(rows: readonly (readonly string[])[], at: number, begun: boolean): Column {
  for (const kind of Object.keys(kinds) as Kind[]) {
    if (share(rows, (row) => kinds[kind](row[at] ?? "")) >= SHARE) return { kind, ends: kind === "named" };
  }
  const dashed = begun && share(rows, (row) => row.slice(at, at + LOOK_AHEAD).some(kinds.dash)) >= SHARE;
  return dashed ? { kind: "dash", ends: true } : { kind: "any" };
}

function share(rows: readonly (readonly string[])[], holds: (row: readonly string[]) => boolean): number {
  return rows.filter(holds).length / rows.length;
}

/** The line without its header; as much as fits the layout is taken off. */
export function withoutHeader(line: string, layout: HeaderLayout): string {
  if (layout.length === 0) return line;
  const spans = columnsOf(line, layout.length + LOOK_AHEAD);
  const word = (index: number): string => line.slice(spans[index]?.from ?? 0, spans[index]?.to ?? 0);
  let end = 0;
  let shift = 0;
  for (const [at, column] of layout.entries()) {
    if (column.kind === "any") continue;
    const fits = kinds[column.kind];
    const steps = [0, 1, 2].slice(0, column.ends ? LOOK_AHEAD : 1).find((step) => fits(word(at + shift + step)));
    if (steps === undefined) break;
    shift += steps;
    end = spans[at + shift]?.to ?? end;
  }
  return line.slice(end).replace(/^[\s|]+/, "");
}

/** Columns are parted by white space or bars; what stands in square brackets is one column. */
function columnsOf(line: string, most: number): Span[] {
  const spans: Span[] = [];
  for (let at = 0; spans.length < most; ) {
    while (at < line.length && isGap(line[at])) at++;
    if (at >= line.length) break;
    const to = bracketEnd(line, at) ?? wordEnd(line, at);
    spans.push({ from: at, to });
    at = to;
  }
  return spans;
}

function isGap(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "|";
}

function wordEnd(line: string, from: number): number {
  let at = from;
  while (at < line.length && !isGap(line[at])) at++;
  return at;
}

/** After the bracket that closes the one at `from`, and a colon; null where none opens, or it is no column of its own. */
function bracketEnd(line: string, from: number): number | null {
  if (line[from] !== "[") return null;
  let depth = 0;
  for (let at = from; at < Math.min(line.length, from + LONGEST_BRACKET); at++) {
    if (line[at] === "[") depth++;
    else if (line[at] === "]" && --depth === 0) {
      const end = line[at + 1] === ":" ? at + 2 : at + 1;
      return end >= line.length || isGap(line[end]) ? end : null;
    }
  }
  return null;
}
