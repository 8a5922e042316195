/**
 * A patch is a unified diff in git's form, text only, and canonical: rendering what was parsed gives the same bytes, so no two readers can
 * understand it differently (attack D15). Content is kept as bytes, one character a byte (latin1), so that any encoding passes unharmed.
 * Source of the form: git's documentation, "Generating patch text with -p".
 */
export type PatchMode = "100644" | "100755";

export interface PatchLine {
  readonly kind: " " | "-" | "+";
  /** Bytes of the line as latin1 characters, without its newline. */
  readonly text: string;
  /** True where the file ends here without a newline. */
  readonly unended: boolean;
}

export interface Hunk {
  /** First line in the file before, counting from 1; 0 when the hunk has no line there. */
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly PatchLine[];
}

/** Modes are null where there is no file: `oldMode` null adds, `newMode` null deletes. Where both are the same the text does not state them, and the base's mode counts. */
export interface PatchFile {
  readonly path: string;
  readonly oldMode: PatchMode | null;
  readonly newMode: PatchMode | null;
  readonly hunks: readonly Hunk[];
}

export interface Patch {
  readonly files: readonly PatchFile[];
}

/** Lines of the hunk that are in the file before. */
export function oldLines(hunk: Hunk): readonly PatchLine[] {
  return hunk.lines.filter((line) => line.kind !== "+");
}

export function newLines(hunk: Hunk): readonly PatchLine[] {
  return hunk.lines.filter((line) => line.kind !== "-");
}

export function changedLines(patch: Patch): { readonly added: number; readonly removed: number } {
  const lines = patch.files.flatMap((file) => file.hunks.flatMap((hunk) => hunk.lines));
  return { added: lines.filter((line) => line.kind === "+").length, removed: lines.filter((line) => line.kind === "-").length };
}
