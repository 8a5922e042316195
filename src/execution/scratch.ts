/** The scratch copy: where tools may write. Paths are relative; what a tool may have put in the way (a link where a folder was) is never followed. */
import { lstatSync, readdirSync, readFileSync, realpathSync, writeFileSync, type Dirent } from "node:fs";
import { dirname, join } from "node:path";
import { Refusal } from "./refusal.ts";

/** What a file looked like when it was copied: the kernel's own change time cannot be forged inside the sandbox. */
export interface FileMark { readonly inode: bigint; readonly size: bigint; readonly changed: bigint; readonly executable: boolean }

export interface ScratchFile { readonly kind: "file" | "link" | "other"; readonly mark: FileMark }

/** Null where nothing is. */
export function markOf(path: string): ScratchFile | null {
  const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined) return null;
  const mark = { inode: stat.ino, size: stat.size, changed: stat.ctimeNs, executable: (stat.mode & 0o100n) !== 0n };
  return { kind: stat.isFile() ? "file" : stat.isSymbolicLink() ? "link" : "other", mark };
}

/** Bytes of a regular file of the scratch copy. Throws Refusal when a link stands there or on the way. */
export function readScratch(scratch: string, path: string): Uint8Array {
  requirePlainWay(scratch, path);
  return readFileSync(join(scratch, path));
}

export function writeScratch(scratch: string, path: string, bytes: Uint8Array): void {
  requirePlainWay(scratch, path);
  writeFileSync(join(scratch, path), bytes);
}

function requirePlainWay(scratch: string, path: string): void {
  const folder = dirname(join(scratch, path));
  const plain = markOf(join(scratch, path))?.kind === "file" && realpathSync(folder) === folder;
  if (!plain) throw new Refusal("refused", `${path} is not a regular file: links and the like are never repaired`);
}

/** A folder on the way that is a link would lead elsewhere. */
export function requirePlainFolders(scratch: string, path: string): void {
  const parts = path.split("/");
  const link = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/")).find((folder) => markOf(join(scratch, folder))?.kind === "link");
  if (link !== undefined || parts.includes("..")) throw new Refusal("refused", `${path} lies behind a link: links are never repaired`);
}

/** Every file and link of the scratch copy; folders named in `skip` (relative) are not entered. */
export function listScratch(scratch: string, skip: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const waiting = [""];
  while (waiting.length > 0) {
    const folder = waiting.pop() ?? "";
    for (const entry of entries(join(scratch, folder))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (skip.has(path)) continue;
      if (entry.isDirectory()) waiting.push(path);
      else found.push(path);
    }
  }
  return found.sort();
}

function entries(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true });
}
