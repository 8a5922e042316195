import { structuredPatch } from "diff";
import { splitLines } from "./apply-patch.ts";
import type { Hunk, Patch, PatchFile, PatchLine, PatchMode } from "./patch.ts";
import { printPatch } from "./print-patch.ts";

/** A file before and after; null: not there. */
export interface FileChange {
  readonly path: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
  readonly beforeMode: PatchMode;
  readonly afterMode: PatchMode;
}

/** Past this many edits the whole file is shown as replaced: the search for the smallest difference is quadratic in it. */
const MOST_EDITS = 4000;

/** The canonical patch of these changes, files in order of path; empty where nothing differs. */
export function renderPatch(changes: readonly FileChange[]): Uint8Array {
  return printPatch(buildPatch(changes));
}

export function buildPatch(changes: readonly FileChange[]): Patch {
  const sorted = [...changes].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: sorted.map(patchFile).filter((file) => file.hunks.length > 0 || file.oldMode !== file.newMode) };
}

function patchFile({ path, before, after, beforeMode, afterMode }: FileChange): PatchFile {
  return {
    path,
    oldMode: before === null ? null : beforeMode,
    newMode: after === null ? null : afterMode,
    hunks: hunksBetween(Buffer.from(before ?? []).toString("latin1"), Buffer.from(after ?? []).toString("latin1")),
  };
}

function hunksBetween(before: string, after: string): readonly Hunk[] {
  if (before === after) return [];
  const found = structuredPatch("a", "b", before, after, undefined, undefined, { context: 3, maxEditLength: MOST_EDITS });
  if (found === undefined) return [replaced(before, after)];
  return found.hunks.map((hunk) => hunkOf(hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart, hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart, hunk.lines));
}

function hunkOf(oldStart: number, newStart: number, lines: readonly string[]): Hunk {
  const read: PatchLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.startsWith("\\")) continue;
    const kind = line[0] === "+" || line[0] === "-" ? line[0] : " ";
    read.push({ kind, text: line.slice(1), unended: lines[index + 1]?.startsWith("\\") ?? false });
  }
  return { oldStart, newStart, lines: read };
}

function replaced(before: string, after: string): Hunk {
  const lines = (text: string, kind: "-" | "+"): PatchLine[] =>
    splitLines(text).map((line) => ({ kind, text: line.replace(/\n$/, ""), unended: !line.endsWith("\n") }));
  const [removed, added] = [lines(before, "-"), lines(after, "+")];
  return { oldStart: removed.length === 0 ? 0 : 1, newStart: added.length === 0 ? 0 : 1, lines: [...removed, ...added] };
}
