/** A patch of ours as the policies see it. */
import type { Hunk, Patch, PatchFile } from "../../fix/patch.ts";
import type { ChangedFile, ChangedLine } from "./changed-file.ts";

export function changeOfPatch(patch: Patch): readonly ChangedFile[] {
  return patch.files.map((file) => ({ path: file.path, previousPath: null, status: statusOf(file), lines: linesOf(file.hunks) }));
}

function statusOf({ oldMode, newMode }: PatchFile): ChangedFile["status"] {
  if (oldMode === null) return "added";
  return newMode === null ? "removed" : "modified";
}

function linesOf(hunks: readonly Hunk[]): NonNullable<ChangedFile["lines"]> {
  const text = (not: "-" | "+"): string => hunks.flatMap(({ lines }) => lines.filter(({ kind }) => kind !== not)).map(utf8).join("\n");
  return { added: hunks.flatMap((hunk) => side(hunk, "+")), removed: hunks.flatMap((hunk) => side(hunk, "-")), before: text("+"), after: text("-") };
}

function side({ oldStart, newStart, lines }: Hunk, wanted: "+" | "-"): readonly ChangedLine[] {
  const found: ChangedLine[] = [];
  let line = wanted === "+" ? newStart : oldStart;
  for (const one of lines) {
    if (one.kind === wanted) found.push({ line, text: utf8(one) });
    if (one.kind === wanted || one.kind === " ") line += 1;
  }
  return found;
}

/** A patch keeps bytes as latin1 characters. */
function utf8({ text }: { readonly text: string }): string {
  return /^[\u0000-\u007f]*$/.test(text) ? text : new TextDecoder().decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
}
