import { Fault } from "../fault/fault.ts";
import type { Hunk, Patch, PatchFile, PatchLine, PatchMode } from "./patch.ts";
import { printPatch } from "./print-patch.ts";
import { pathProblem } from "./path-rules.ts";

/** 16 MiB: far above what any contract's caps let through, far below what hurts (attack D13). */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_FILES = 1000;
const UNENDED = "\\ No newline at end of file";

/**
 * Reads a patch strictly. Throws Fault `patch-invalid` with the line number for whatever is not the canonical text form: binary
 * patches, renames, symlinks and submodules (modes other than 100644 and 100755), hostile paths, lying counts, a file named twice.
 */
export function parsePatch(bytes: Uint8Array): Patch {
  if (bytes.length > MOST_BYTES) throw new Fault("patch-invalid", { detail: `${bytes.length} bytes are more than ${MOST_BYTES}` });
  const cursor = new Cursor(Buffer.from(bytes).toString("latin1"));
  const files: PatchFile[] = [];
  while (!cursor.ended) {
    files.push(parseFile(cursor));
    if (files.length > MOST_FILES) throw cursor.fault(`more than ${MOST_FILES} files`);
  }
  refuseRepeats(files);
  const patch = { files };
  if (Buffer.compare(printPatch(patch), bytes) !== 0) throw new Fault("patch-invalid", { detail: "it can be read in more than one way" });
  return patch;
}

class Cursor {
  readonly #lines: readonly string[];
  #next = 0;

  constructor(text: string) {
    if (text !== "" && !text.endsWith("\n")) throw new Fault("patch-invalid", { detail: "it breaks off in the middle of a line" });
    this.#lines = text === "" ? [] : text.slice(0, -1).split("\n");
  }

  get ended(): boolean {
    return this.#next >= this.#lines.length;
  }

  peek(): string {
    return this.#lines[this.#next] ?? "";
  }

  take(): string {
    if (this.ended) throw this.fault("it ends too early");
    return this.#lines[this.#next++] ?? "";
  }

  /** The rest of the next line when it starts so; null, and nothing is taken, when it does not. */
  takeAfter(prefix: string): string | null {
    if (this.ended || !this.peek().startsWith(prefix)) return null;
    return this.take().slice(prefix.length);
  }

  fault(why: string): Fault {
    return new Fault("patch-invalid", { detail: `line ${this.#next}: ${why}` });
  }
}

function parseFile(cursor: Cursor): PatchFile {
  const names = cursor.takeAfter("diff --git ");
  if (names === null) throw cursor.fault("a file starts with `diff --git a/… b/…`");
  const path = pathOf(names, cursor);
  const problem = pathProblem(path);
  if (problem !== null) throw cursor.fault(`${JSON.stringify(path)}: ${problem}`);
  const modes = parseModes(cursor);
  const hunks = cursor.takeAfter("--- ") === null ? [] : parseHunks(cursor);
  if (hunks.length === 0 && modes.oldMode === modes.newMode) throw cursor.fault("a file without a change");
  return { path, ...modes, hunks };
}

/** `a/<path> b/<path>`, each quoted or neither; both must name the same path. Renames have no place here. */
function pathOf(names: string, cursor: Cursor): string {
  const half = (names.length - 1) / 2;
  const [first, second] = [names.slice(0, half), names.slice(half + 1)];
  const [before, after] = [unquote(first), unquote(second)];
  if (!Number.isInteger(half) || names[half] !== " " || before === null || after === null || !before.startsWith("a/") || before.slice(2) !== after.slice(2) || !after.startsWith("b/")) {
    throw cursor.fault("the two names of a file differ, or are not in git's form");
  }
  return before.slice(2);
}

function unquote(name: string): string | null {
  if (!name.startsWith('"')) return name;
  if (name.length < 2 || !name.endsWith('"')) return null;
  const bytes: number[] = [];
  for (const [token] of name.slice(1, -1).matchAll(/\\[0-7]{3}|\\["\\]|[^\\]/gs)) {
    bytes.push(token.length === 4 ? Number.parseInt(token.slice(1), 8) & 0xff : token.charCodeAt(token.length - 1));
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}

function parseModes(cursor: Cursor): { readonly oldMode: PatchMode | null; readonly newMode: PatchMode | null } {
  const added = cursor.takeAfter("new file mode ");
  if (added !== null) return { oldMode: null, newMode: modeOf(added, cursor) };
  const deleted = cursor.takeAfter("deleted file mode ");
  if (deleted !== null) return { oldMode: modeOf(deleted, cursor), newMode: null };
  const before = cursor.takeAfter("old mode ");
  if (before === null) return { oldMode: "100644", newMode: "100644" };
  const after = cursor.takeAfter("new mode ");
  if (after === null) throw cursor.fault("an old mode without a new one");
  return { oldMode: modeOf(before, cursor), newMode: modeOf(after, cursor) };
}

function modeOf(text: string, cursor: Cursor): PatchMode {
  if (text === "100644" || text === "100755") return text;
  throw cursor.fault(`mode ${text}: only regular files are changed, never symlinks or submodules`);
}

function parseHunks(cursor: Cursor): readonly Hunk[] {
  if (cursor.takeAfter("+++ ") === null) throw cursor.fault("`---` without `+++`");
  const hunks: Hunk[] = [];
  for (let header = cursor.takeAfter("@@ -"); header !== null; header = cursor.takeAfter("@@ -")) hunks.push(parseHunk(header, cursor));
  if (hunks.length === 0) throw cursor.fault("a file without a hunk");
  return hunks;
}

function parseHunk(header: string, cursor: Cursor): Hunk {
  const match = /^(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@$/.exec(header);
  if (match === null) throw cursor.fault("a hunk's header is not in git's form");
  let [oldLeft, newLeft] = [Number(match[2] ?? 1), Number(match[4] ?? 1)];
  const lines: PatchLine[] = [];
  while (oldLeft > 0 || newLeft > 0) {
    const line = parseLine(cursor);
    if (line.kind !== "+") oldLeft -= 1;
    if (line.kind !== "-") newLeft -= 1;
    lines.push(line);
  }
  if (oldLeft < 0 || newLeft < 0 || lines.length === 0) throw cursor.fault("a hunk's line counts are wrong");
  return { oldStart: Number(match[1]), newStart: Number(match[3]), lines };
}

function parseLine(cursor: Cursor): PatchLine {
  const text = cursor.take();
  const kind = text[0];
  if (kind !== " " && kind !== "-" && kind !== "+") throw cursor.fault("a hunk's line starts with a space, - or +");
  return { kind, text: text.slice(1), unended: cursor.takeAfter(UNENDED) !== null };
}

function refuseRepeats(files: readonly PatchFile[]): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    const folded = path.normalize("NFC").toLowerCase();
    if (seen.has(folded)) throw new Fault("patch-invalid", { detail: `${JSON.stringify(path)} is named twice, or differs only in case` });
    seen.add(folded);
  }
}
