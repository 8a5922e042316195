/** What a change does to one file, as far as a policy looks at it: its lines, wherever the change came from (a pull request's files, or a patch of ours). */

export interface ChangedLine {
  /** Counting from 1: in the file after the change for an added line, before it for a removed one. */
  readonly line: number;
  readonly text: string;
}

export interface ChangedFile {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: "added" | "removed" | "modified";
  /** Null: the lines are not shown (the file is too large). What asks about lines is then not known. Binary files have none. */
  readonly lines: ChangedLines | null;
}

export interface ChangedLines {
  readonly added: readonly ChangedLine[];
  readonly removed: readonly ChangedLine[];
  /** The hunks' text on either side, with the unchanged lines around. */
  readonly before: string;
  readonly after: string;
}

/** The lines of every file; null where one file does not show them. */
export function allLines(files: readonly ChangedFile[]): readonly (ChangedFile & { readonly lines: ChangedLines })[] | null {
  const shown = files.flatMap((file) => (file.lines === null ? [] : [{ ...file, lines: file.lines }]));
  return shown.length === files.length ? shown : null;
}
