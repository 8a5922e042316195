/** A file that is written to by others: what is new since an offset, across rotation by renaming and across emptying in place. At most 8 MiB a look. */
import { constants, type BigIntStats } from "node:fs";
import { open, readdir, stat, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { digestOf } from "../../core/identity/digest.ts";
import type { FileCursor } from "../../core/log-source/observation.ts";
import { plainLines } from "../../core/log-source/plain-lines.ts";
import type { SourceOf } from "../../core/log-source/source.ts";
import type { SourceReading } from "../../ports/log-sources.ts";
import { MOST_BYTES, unavailable } from "./unavailable.ts";

/** By so many of its first bytes a file is known again. */
const HEAD_BYTES = 256;
/** Files beside it among which the one that was renamed is looked for. */
const MOST_BESIDE = 200;
const NEWLINE = 0x0a;

export async function readFileSource(source: SourceOf<"file">, cursor: FileCursor | null): Promise<SourceReading> {
  const file = await openPlain(source.path);
  try {
    if (cursor !== null && !isSame(file.stats, cursor)) return await readRotated(source, cursor, file);
    const size = Number(file.stats.size);
    const start = cursor === null ? firstOffset(source, size) : await continues(file, cursor) ? cursor.offset : 0;
    return readingOf(source, await readFrom(file, start), file);
  } finally {
    await file.handle.close();
  }
}

interface Opened { readonly handle: FileHandle; readonly stats: BigIntStats }

/** Without waiting: opening a pipe would wait for whoever writes to it. */
async function openPlain(path: string): Promise<Opened> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((thrown: unknown) => { throw unavailable(`${path} cannot be opened`, thrown); });
  const stats = await handle.stat({ bigint: true });
  if (stats.isFile()) return { handle, stats };
  await handle.close();
  throw unavailable(`${path} is no plain file`);
}

function isSame({ dev, ino }: BigIntStats, { device, inode }: FileCursor): boolean {
  return String(dev) === device && String(ino) === inode;
}

function firstOffset({ from }: SourceOf<"file">, size: number): number {
  return from === "end" ? size : Math.max(0, size - MOST_BYTES);
}

/** Whether it is the file that was read, only longer. */
async function continues({ handle, stats }: Opened, { offset, head }: FileCursor): Promise<boolean> {
  if (Number(stats.size) < offset) return false;
  return digestOf(await bytesAt(handle, 0, head.bytes)) === head.sha256;
}

/** First what the renamed file has beyond the cursor, then the new one from its beginning. */
async function readRotated(source: SourceOf<"file">, cursor: FileCursor, file: Opened): Promise<SourceReading> {
  const before = await findRenamed(source.path, cursor);
  if (before === null) return readingOf(source, await readFrom(file, 0), file);
  try {
    const rest = await readFrom(before, cursor.offset);
    if (rest.more) return await readingOf(source, rest, before);
    // Nobody writes to it any more: its last line is whole, newline or not.
    const tail = await bytesAt(before.handle, rest.end, MOST_BYTES - rest.bytes.length);
    const ended = Buffer.concat([rest.bytes, tail, ...(tail.length > 0 ? [Uint8Array.of(NEWLINE)] : [])]);
    const fresh = await readFrom(file, 0, MOST_BYTES - rest.bytes.length - tail.length);
    return await readingOf(source, { ...fresh, bytes: Buffer.concat([ended, fresh.bytes]) }, file);
  } finally {
    await before.handle.close();
  }
}

async function findRenamed(path: string, cursor: FileCursor): Promise<Opened | null> {
  const names = (await readdir(dirname(path)).catch(() => [])).filter((name) => name.startsWith(basename(path)) && name !== basename(path)).toSorted().slice(0, MOST_BESIDE);
  for (const name of names) {
    const beside = join(dirname(path), name);
    const stats = await stat(beside, { bigint: true }).catch(() => null);
    if (stats === null || !stats.isFile() || !isSame(stats, cursor)) continue;
    const found = await openPlain(beside);
    if (isSame(found.stats, cursor) && await continues(found, cursor)) return found;
    await found.handle.close();
  }
  return null;
}

interface Piece { readonly bytes: Uint8Array; readonly end: number; readonly more: boolean }

/** Whole lines: half a line waits for its other half, unless it is longer than a look. */
async function readFrom({ handle, stats }: Opened, start: number, most = MOST_BYTES): Promise<Piece> {
  const read = await bytesAt(handle, start, most);
  const full = read.length === most;
  const cut = read.lastIndexOf(NEWLINE) + 1;
  const bytes = cut === 0 && full ? read : read.subarray(0, cut);
  return { bytes, end: start + bytes.length, more: full && start + bytes.length < Number(stats.size) };
}

async function bytesAt(handle: FileHandle, start: number, most: number): Promise<Uint8Array> {
  const room = Buffer.allocUnsafe(Math.max(0, Math.min(most, MOST_BYTES)));
  let length = 0;
  while (length < room.length) {
    const { bytesRead } = await handle.read(room, length, room.length - length, start + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return room.subarray(0, length);
}

async function readingOf({ format }: SourceOf<"file">, { bytes, end, more }: Piece, { handle, stats }: Opened): Promise<SourceReading> {
  const head = await bytesAt(handle, 0, Math.min(HEAD_BYTES, end));
  const cursor: FileCursor = { kind: "file", device: String(stats.dev), inode: String(stats.ino), offset: end, head: { bytes: head.length, sha256: digestOf(head) } };
  return { cursor, more, ...plainLines(bytes, format) };
}
