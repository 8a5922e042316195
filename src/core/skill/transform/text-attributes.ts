/**
 * What a repository says of one text file, in `.editorconfig` (editorconfig.org specification 0.17) and `.gitattributes`
 * (gitattributes(5)). Null: it says nothing. Line ends are git's where both speak, because git is what checks the file out.
 */
import { editorconfigProperties } from "./editorconfig.ts";
import { gitAttributes } from "./gitattributes.ts";

export interface TextAttributes {
  readonly endOfLine: "lf" | "crlf" | null;
  readonly trimTrailingWhitespace: boolean | null;
  readonly insertFinalNewline: boolean | null;
  readonly indentStyle: "space" | "tab" | null;
  /** Columns from one tab stop to the next. */
  readonly tabWidth: number | null;
  /** As written, lower case: `utf-8`, `utf-8-bom`, `latin1`, `utf-16le` … */
  readonly charset: string | null;
  /** Git is told that it is not text (`binary`, `-text`). */
  readonly binary: boolean;
}

/** An `.editorconfig` or `.gitattributes` that was found in the file's folder or above it. */
export interface AttributeSource {
  /** Relative to the repository's root, forward slashes: `docs/.editorconfig`. */
  readonly path: string;
  readonly text: string;
}

export const noAttributes: TextAttributes = {
  endOfLine: null, trimTrailingWhitespace: null, insertFinalNewline: null, indentStyle: null, tabWidth: null, charset: null, binary: false,
};

/** `sources` in any order; those of folders that do not hold the file are passed over. */
export function textAttributes(path: string, sources: readonly AttributeSource[]): TextAttributes {
  const holding = sources.filter((source) => path.startsWith(folderOf(source.path))).toSorted((a, b) => a.path.length - b.path.length);
  const editor = editorconfigProperties(path, holding.filter((source) => nameOf(source.path) === ".editorconfig"));
  const git = gitAttributes(path, holding.filter((source) => nameOf(source.path) === ".gitattributes"));
  return {
    endOfLine: git.endOfLine ?? oneOf(editor.get("end_of_line"), ["lf", "crlf"]),
    trimTrailingWhitespace: truth(editor.get("trim_trailing_whitespace")),
    insertFinalNewline: truth(editor.get("insert_final_newline")),
    indentStyle: oneOf(editor.get("indent_style"), ["space", "tab"]),
    tabWidth: width(editor.get("tab_width")) ?? width(editor.get("indent_size")),
    charset: git.charset ?? editor.get("charset") ?? null,
    binary: git.binary,
  };
}

/** `docs/` of `docs/.editorconfig`; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function truth(value: string | undefined): boolean | null {
  if (value === "true") return true;
  return value === "false" ? false : null;
}

function oneOf<T extends string>(value: string | undefined, choices: readonly T[]): T | null {
  return choices.find((choice) => choice === value) ?? null;
}

function width(value: string | undefined): number | null {
  const columns = Number(value);
  return Number.isInteger(columns) && columns > 0 && columns <= 16 ? columns : null;
}
