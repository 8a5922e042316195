/**
 * White space as the repository asks for it: trailing white space, the end of the file, line ends, tabs in the indentation.
 * Works on bytes, and touches only space, tab, CR and LF: any encoding that contains ASCII keeps every other byte.
 *
 * Where the repository says nothing: trailing white space goes (in Markdown a hard break, two or more spaces after text, stays),
 * a last line gets its newline, blank lines at the end go, line ends and tabs stay as they are. In a string of several lines it is content, and stays.
 */
import { linesInsideLiterals } from "./literal-lines.ts";
import { nameOf, type TextAttributes } from "./text-attributes.ts";
import { refused, text, type Transformation, type TransformInput } from "./transformation.ts";

export function normaliseWhitespace({ path, bytes, attributes }: TransformInput): Transformation {
  if (attributes.binary) return refused("`.gitattributes` says that it is not text");
  if (bytes.includes(0)) return refused("it holds NUL bytes: it is binary, or text in UTF-16 that has to be re-encoded first");
  const content = Buffer.from(bytes).toString("latin1");
  const found = splitLines(content);
  const literal = linesInsideLiterals(path, found.map((line) => line.text));
  const lines = found.map((line, index) => {
    if (literal.has(index)) return withLineEnd(line, attributes);
    return normaliseLine(line, path, literal.has(index - 1) ? { ...attributes, indentStyle: null } : attributes);
  });
  const kept = attributes.insertFinalNewline === false || attributes.trimTrailingWhitespace === false ? lines : withoutBlankEnd(lines);
  const ended = attributes.insertFinalNewline === false ? kept : withFinalNewline(kept, attributes);
  return text(new Uint8Array(Buffer.from(ended.map((line) => line.text + line.end).join(""), "latin1")));
}

interface Line {
  readonly text: string;
  /** As it stood: CRs before the newline belong to it, `""` or CRs alone at the end of the file. */
  readonly end: string;
}

/** A CR elsewhere than at a line's end is content. */
function splitLines(content: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < content.length) {
    const newline = content.indexOf("\n", start);
    const stop = newline === -1 ? content.length : newline + 1;
    let end = newline === -1 ? stop : newline;
    while (end > start && content[end - 1] === "\r") end -= 1;
    lines.push({ text: content.slice(start, end), end: content.slice(end, stop) });
    start = stop;
  }
  return lines;
}

function normaliseLine(line: Line, path: string, attributes: TextAttributes): Line {
  const trimmed = attributes.trimTrailingWhitespace === false ? line.text : trimEnd(line.text, isMarkdown(path) && attributes.trimTrailingWhitespace === null);
  const indented = mayExpandTabs(path, attributes) ? expandIndent(trimmed, attributes.tabWidth ?? 0) : trimmed;
  return withLineEnd({ text: indented, end: line.end }, attributes);
}

function withLineEnd({ text: content, end }: Line, { endOfLine }: TextAttributes): Line {
  return { text: content, end: endOfLine === null || !end.endsWith("\n") ? end : lineEnd(endOfLine) };
}

/** Walks back from the end, so that a long run of spaces inside a line costs nothing. */
function trimEnd(line: string, keepHardBreak: boolean): string {
  let stop = line.length;
  while (stop > 0 && " \t\r".includes(line[stop - 1] ?? "")) stop -= 1;
  const tail = line.slice(stop);
  return keepHardBreak && stop > 0 && /^ {2,}$/.test(tail) ? line : line.slice(0, stop);
}

function isMarkdown(path: string): boolean {
  return /\.(md|markdown|mdx)$/i.test(path);
}

/** Make needs its tabs and gofmt writes them, whatever a careless `[*]` section says. */
function mayExpandTabs(path: string, attributes: TextAttributes): boolean {
  const needsTabs = /^(GNU)?[Mm]akefile|\.(mk|mak|go|tsv)$/.test(nameOf(path));
  return attributes.indentStyle === "space" && attributes.tabWidth !== null && !needsTabs;
}

function expandIndent(line: string, tabWidth: number): string {
  const content = line.search(/[^ \t]/);
  const indent = content === -1 ? line : line.slice(0, content);
  if (!indent.includes("\t")) return line;
  let column = 0;
  for (const character of indent) column += character === "\t" ? tabWidth - (column % tabWidth) : 1;
  return " ".repeat(column) + line.slice(indent.length);
}

function lineEnd(name: "lf" | "crlf"): "\n" | "\r\n" {
  return name === "lf" ? "\n" : "\r\n";
}

function withoutBlankEnd(lines: readonly Line[]): Line[] {
  const last = lines.findLastIndex((line) => line.text !== "");
  return lines.slice(0, last + 1);
}

/** The newline that the other lines have; LF in a file of one line. */
function withFinalNewline(lines: readonly Line[], { endOfLine }: TextAttributes): readonly Line[] {
  const last = lines.at(-1);
  if (last === undefined || last.end.endsWith("\n")) return lines;
  const end = endOfLine === null ? (lines[0]?.end === "\r\n" ? "\r\n" : "\n") : lineEnd(endOfLine);
  return [...lines.slice(0, -1), { text: last.text, end }];
}
