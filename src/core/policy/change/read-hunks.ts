/** The files of a pull request as GitHub lists them (https://docs.github.com/rest/pulls/pulls#list-pull-requests-files): `patch` holds the hunks alone. */
import type { ChangedFile, ChangedLine, ChangedLines } from "./changed-file.ts";

export interface ListedFile {
  readonly path: string;
  readonly previousPath: string | null;
  /** `added`, `removed`, `modified`, `renamed`, `copied`, `changed`, `unchanged`. */
  readonly status: string;
  readonly additions: number;
  readonly deletions: number;
  /** Null for a binary file, a mere rename, and a file whose diff GitHub finds too large. */
  readonly patch: string | null;
}

const HEADER = /^@@ -(\d{1,9})(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/;

export function changedFile(file: ListedFile): ChangedFile {
  const { path, previousPath, status } = file;
  return { path, previousPath, status: status === "added" || status === "copied" ? "added" : status === "removed" ? "removed" : "modified", lines: linesOf(file) };
}

/** Null where the hunks do not add up to what GitHub counts: then a part of them is not shown. */
function linesOf({ patch, additions, deletions }: ListedFile): ChangedLines | null {
  const lines = patch === null ? readHunks("") : readHunks(patch);
  return lines.added.length === additions && lines.removed.length === deletions ? lines : null;
}

/** Reads hunks without file headers. */
export function readHunks(patch: string): ChangedLines {
  const added: ChangedLine[] = [];
  const removed: ChangedLine[] = [];
  const sides: { before: string[]; after: string[] } = { before: [], after: [] };
  let [old, fresh] = [0, 0];
  for (const line of patch === "" ? [] : patch.split("\n")) {
    const header = HEADER.exec(line);
    if (header !== null) [old, fresh] = [Number(header[1]), Number(header[2])];
    else if (line.startsWith("+")) added.push({ line: fresh++, text: line.slice(1) });
    else if (line.startsWith("-")) removed.push({ line: old++, text: line.slice(1) });
    else if (!line.startsWith("\\")) [old, fresh] = [old + 1, fresh + 1];
    if (header === null && !line.startsWith("+") && !line.startsWith("\\")) sides.before.push(line.slice(1));
    if (header === null && !line.startsWith("-") && !line.startsWith("\\")) sides.after.push(line.slice(1));
  }
  return { added, removed, before: sides.before.join("\n"), after: sides.after.join("\n") };
}
