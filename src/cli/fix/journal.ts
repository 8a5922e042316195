/**
 * The journal makes a change of the working tree all or nothing, also when the program is killed in the middle: before a file is touched, what stood
 * there is kept and made durable in the state folder; after the last file the journal is removed. Who finds a journal rolls back.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { digestOf } from "../../core/identity/digest.ts";

const Entry = z.strictObject({
  path: z.string(),
  /** Permission bits before; null: there was no file. */
  mode: z.int().nullable(),
  /** Seconds since 1970. */
  times: z.strictObject({ accessed: z.number(), modified: z.number() }).nullable(),
  /** Folders that have to be made for it, outermost first. */
  folders: z.array(z.string()),
});
const JournalFile = z.strictObject({ version: z.literal(1), checkout: z.string(), process: z.int(), entries: z.array(Entry) });
export type JournalEntry = z.infer<typeof Entry>;

export interface Journal {
  readonly folder: string;
  readonly checkout: string;
  /** Process that wrote it. */
  readonly process: number;
  readonly entries: readonly JournalEntry[];
}

export interface JournalledFile { readonly entry: JournalEntry; readonly before: Uint8Array | null; readonly after: Uint8Array }

const rollingBack = "rolling-back";

/** Where the journals of one checkout lie. */
function journalFolder(state: string, checkout: string): string {
  return join(state, "journal", digestOf(checkout).slice(0, 32));
}

/** Durable when it returns: bytes before and after, then the list that makes it count. */
export function writeJournal(state: string, checkout: string, files: readonly JournalledFile[]): Journal {
  const folder = journalFolder(state, checkout);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  files.forEach(({ before, after }, index) => {
    if (before !== null) writeDurably(join(folder, `${index}.before`), before);
    writeDurably(join(folder, `${index}.after`), after);
  });
  const entries = files.map(({ entry }) => entry);
  writeDurably(join(folder, "journal.part"), JSON.stringify({ version: 1, checkout, process: process.pid, entries }));
  renameSync(join(folder, "journal.part"), join(folder, "journal.json"));
  syncFolder(folder);
  return { folder, checkout, process: process.pid, entries };
}

/** The journal that a killed program left for this checkout, or null. A journal that was never finished counts for nothing: no file was touched yet. */
export function findJournal(state: string, checkout: string): Journal | null {
  const folder = journalFolder(state, checkout);
  if (!existsSync(join(folder, "journal.json"))) return null;
  const { process: writer, entries } = JournalFile.parse(JSON.parse(readFileSync(join(folder, "journal.json"), "utf8")));
  return { folder, checkout, process: writer, entries };
}

export function bytesBefore(journal: Journal, index: number): Uint8Array | null {
  const path = join(journal.folder, `${index}.before`);
  return existsSync(path) ? readFileSync(path) : null;
}

export function bytesAfter(journal: Journal, index: number): Uint8Array {
  return readFileSync(join(journal.folder, `${index}.after`));
}

/** Durable before the first file is put back: from then on a file may hold only the beginning of what it held before. */
export function beginRollBack(journal: Journal): void {
  writeDurably(join(journal.folder, rollingBack), "");
  syncFolder(journal.folder);
}

/** Whether a roll-back was begun, by this program or by one that was killed in it. */
export function isRollingBack(journal: Journal): boolean {
  return existsSync(join(journal.folder, rollingBack));
}

/** The change stands, or is undone: either way there is nothing left to roll back. The list goes first. */
export function closeJournal(journal: Journal): void {
  rmSync(join(journal.folder, "journal.json"), { force: true });
  rmSync(journal.folder, { recursive: true, force: true });
}

/** Sets a journal aside whose files somebody has edited since: nothing is rolled back again, and the former content can still be looked at. Gives the folder. */
export function keepJournal(journal: Journal): string {
  const place = `${journal.folder}.kept`;
  rmSync(place, { recursive: true, force: true });
  renameSync(journal.folder, place);
  return place;
}

function writeDurably(path: string, content: Uint8Array | string): void {
  const file = openSync(path, "w", 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(folder: string): void {
  const file = openSync(folder, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
