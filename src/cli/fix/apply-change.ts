import { chmodSync, closeSync, existsSync, fsyncSync, lstatSync, mkdirSync, openSync, readFileSync, realpathSync, rmdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isWithin } from "../../core/fix/is-within.ts";
import { Fault } from "../../core/fault/fault.ts";
import { beginRollBack, bytesAfter, bytesBefore, closeJournal, isRollingBack, keepJournal, writeJournal, type Journal, type JournalEntry, type JournalledFile } from "./journal.ts";

export interface WantedFile {
  /** Relative to the checkout. */
  readonly path: string;
  /** What must stand there now; null: nothing. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array;
}

export interface Change {
  readonly checkout: string;
  readonly state: string;
  readonly files: readonly WantedFile[];
  /** Called after each file is written. */
  readonly onWritten?: (path: string) => void;
}

/**
 * Writes the files into the working tree, all or nothing. Fault `checkout-changed` when a file is not as it was when the repair began: then nothing
 * is written. Any other error while writing rolls back and is thrown on.
 */
export function applyChange(change: Change): void {
  const files = change.files.map((file) => prepare(change.checkout, file));
  const journal = writeJournal(change.state, change.checkout, files);
  try {
    for (const { entry, after } of files) {
      writeInPlace(join(change.checkout, entry.path), after, entry);
      change.onWritten?.(entry.path);
    }
  } catch (error) {
    rollBack(journal);
    throw error;
  }
  closeJournal(journal);
}

function prepare(checkout: string, { path, before, after }: WantedFile): JournalledFile {
  const target = join(checkout, path);
  const stat = lstatSync(target, { throwIfNoEntry: false });
  const same = stat === undefined ? before === null : stat.isFile() && before !== null && Buffer.compare(readFileSync(target), before) === 0;
  const folders = missingFolders(checkout, path);
  const inside = isWithin(realpathSync(dirname(join(checkout, folders[0] ?? path))), checkout);
  if (!same || !inside) throw new Fault("checkout-changed", { detail: path });
  const times = stat === undefined ? null : { accessed: stat.atimeMs / 1000, modified: stat.mtimeMs / 1000 };
  return { entry: { path, mode: stat === undefined ? null : stat.mode & 0o7777, times, folders }, before, after };
}

function missingFolders(checkout: string, path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/")).filter((folder) => !existsSync(join(checkout, folder)));
}

/** The same file, not a new one in its place: links to it, owner and mode stay. */
function writeInPlace(target: string, bytes: Uint8Array, entry: JournalEntry): void {
  mkdirSync(dirname(target), { recursive: true });
  const readOnly = entry.mode !== null && (entry.mode & 0o200) === 0;
  if (readOnly) chmodSync(target, (entry.mode ?? 0) | 0o200);
  const file = openSync(target, "w");
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (readOnly) chmodSync(target, entry.mode ?? 0o644);
}

/**
 * Puts back what stood there before: content, mode and times. A file that somebody has edited since (it holds neither what was before nor what we
 * wrote, whole or in part) is left to them. Gives those paths; their former content is then kept beside the journal.
 */
export function rollBack(journal: Journal): readonly string[] {
  const again = isRollingBack(journal);
  if (!again) beginRollBack(journal);
  const left = journal.entries.filter((entry, index) => !restore(journal, { entry, index, again })).map((entry) => entry.path);
  if (left.length === 0) closeJournal(journal);
  else keepJournal(journal);
  return left;
}

interface Restoring {
  readonly entry: JournalEntry;
  readonly index: number;
  /** A roll-back was killed before: the file may hold the beginning of what it held. */
  readonly again: boolean;
}

function restore(journal: Journal, { entry, index, again }: Restoring): boolean {
  const target = join(journal.checkout, entry.path);
  const before = bytesBefore(journal, index);
  const now = existsSync(target) ? readFileSync(target) : null;
  const untouched = now === null ? before === null : before !== null && Buffer.compare(now, before) === 0;
  const ours = now !== null && (isPrefix(now, bytesAfter(journal, index)) || (again && before !== null && isPrefix(now, before)));
  if (!untouched && !ours && now !== null) return false;
  if (before === null) removeMade(journal.checkout, entry);
  else if (!untouched) writeInPlace(target, before, entry);
  if (before !== null && entry.mode !== null) chmodSync(target, entry.mode);
  if (before !== null && entry.times !== null) utimesSync(target, entry.times.accessed, entry.times.modified);
  return true;
}

function removeMade(checkout: string, entry: JournalEntry): void {
  rmSync(join(checkout, entry.path), { force: true });
  for (const folder of entry.folders.toReversed()) {
    try {
      rmdirSync(join(checkout, folder));
    } catch {
      // Somebody has put something into it, or it was never made: it is not ours to remove.
    }
  }
}

function isPrefix(part: Uint8Array, whole: Uint8Array): boolean {
  return part.length <= whole.length && Buffer.compare(part, whole.subarray(0, part.length)) === 0;
}
