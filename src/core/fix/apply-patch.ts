import { Fault } from "../fault/fault.ts";
import { newLines, oldLines, type Hunk, type Patch, type PatchFile } from "./patch.ts";

/** Content by path; null: there is no such file. */
export type Contents = ReadonlyMap<string, Uint8Array | null>;

/**
 * The files after the patch. Every context and removed line must stand exactly where the patch says: no fuzz, no offset.
 * `base` holds each file that the patch names. Throws Fault `patch-invalid` naming the file and line that does not fit.
 */
export function applyPatch(patch: Patch, base: Contents): Map<string, Uint8Array | null> {
  return new Map(patch.files.map((file) => [file.path, applyFile(file, base.get(file.path) ?? null)]));
}

function applyFile(file: PatchFile, before: Uint8Array | null): Uint8Array | null {
  if ((before === null) !== (file.oldMode === null)) {
    throw new Fault("patch-invalid", { detail: `${file.path}: ${before === null ? "the file is not in the base" : "the file is in the base already"}` });
  }
  const lines = splitLines(Buffer.from(before ?? []).toString("latin1"));
  const after: string[] = [];
  let next = 0;
  for (const hunk of file.hunks) {
    const start = Math.max(hunk.oldStart - 1, 0) + (oldLines(hunk).length === 0 && hunk.oldStart > 0 ? 1 : 0);
    if (start < next) throw misfit(file, hunk.oldStart, "hunks overlap");
    after.push(...lines.slice(next, start));
    if (after.length !== Math.max(hunk.newStart - 1, 0) + (newLines(hunk).length === 0 && hunk.newStart > 0 ? 1 : 0)) throw misfit(file, hunk.oldStart, "the line numbers do not agree");
    next = applyHunk({ file, hunk, lines, start, after });
  }
  after.push(...lines.slice(next));
  return finished(file, after);
}

function finished(file: PatchFile, after: readonly string[]): Uint8Array | null {
  if (file.newMode !== null) return Buffer.from(after.join(""), "latin1");
  if (after.length > 0) throw misfit(file, 1, "a deleted file keeps content");
  return null;
}

interface HunkPlace {
  readonly file: PatchFile;
  readonly hunk: Hunk;
  readonly lines: readonly string[];
  readonly start: number;
  readonly after: string[];
}

/** Appends the hunk's new lines and gives the index of the first line behind it. */
function applyHunk({ file, hunk, lines, start, after }: HunkPlace): number {
  let at = start;
  for (const line of hunk.lines) {
    const whole = line.unended ? line.text : `${line.text}\n`;
    if (line.kind !== "+") {
      if (lines[at] !== whole) throw misfit(file, at + 1, "the base has another line there");
      at += 1;
    }
    if (line.kind !== "-") after.push(whole);
  }
  return at;
}

/** Lines with their newlines; the last may have none. */
export function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function misfit(file: PatchFile, line: number, why: string): Fault {
  return new Fault("patch-invalid", { detail: `${file.path}, line ${line}: ${why}` });
}
