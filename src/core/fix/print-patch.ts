import { newLines, oldLines, type Hunk, type Patch, type PatchFile, type PatchLine } from "./patch.ts";

const encoder = new TextEncoder();

/** The bytes of a patch in its one canonical form. */
export function printPatch(patch: Patch): Uint8Array {
  return Buffer.from(patch.files.map(printFile).join(""), "latin1");
}

function printFile(file: PatchFile): string {
  const before = quotePath(`a/${file.path}`);
  const after = quotePath(`b/${file.path}`);
  const header = [`diff --git ${before} ${after}`, ...modeLines(file)];
  if (file.hunks.length > 0) {
    header.push(`--- ${file.oldMode === null ? "/dev/null" : before}`, `+++ ${file.newMode === null ? "/dev/null" : after}`);
  }
  return `${header.join("\n")}\n${file.hunks.map(printHunk).join("")}`;
}

function modeLines({ oldMode, newMode }: PatchFile): readonly string[] {
  if (oldMode === null) return [`new file mode ${newMode ?? ""}`];
  if (newMode === null) return [`deleted file mode ${oldMode}`];
  return oldMode === newMode ? [] : [`old mode ${oldMode}`, `new mode ${newMode}`];
}

function printHunk(hunk: Hunk): string {
  return `@@ -${range(hunk.oldStart, oldLines(hunk))} +${range(hunk.newStart, newLines(hunk))} @@\n${hunk.lines.map(printLine).join("")}`;
}

function range(start: number, lines: readonly PatchLine[]): string {
  return lines.length === 1 ? `${start}` : `${start},${lines.length}`;
}

function printLine(line: PatchLine): string {
  return `${line.kind}${line.text}\n${line.unended ? "\\ No newline at end of file\n" : ""}`;
}

/** As git quotes with core.quotePath: bytes outside printable ASCII, quotes and backslashes in C style; the rest as it is. One character a byte. */
export function quotePath(path: string): string {
  const bytes = [...encoder.encode(path)];
  if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c)) return path;
  return `"${bytes.map(quoteByte).join("")}"`;
}

function quoteByte(byte: number): string {
  if (byte === 0x22) return '\\"';
  if (byte === 0x5c) return "\\\\";
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `\\${byte.toString(8).padStart(3, "0")}`;
}
