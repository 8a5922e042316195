/** A searching thread: reads its pieces of a log from the file, takes escape sequences out and finds the literals. Nothing is decided here. */
import { closeSync, openSync, readSync } from "node:fs";
import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import { clearFinds, noFinds, type Finds } from "../../core/failure/bytes/finds.ts";
import { plainScanner } from "../../core/failure/bytes/plain-scanner.ts";
import { CAPACITY, type Scanner } from "../../core/failure/bytes/scanner.ts";
import { stripEscapes } from "../../core/failure/bytes/strip-escapes.ts";
import { webAssemblyScanner } from "../../core/failure/bytes/webassembly-scanner.ts";
import { packFinds } from "./packed-finds.ts";
import { FULL, HEADROOM, type Said, type SearchedPiece, type ThreadData } from "./shared-pieces.ts";

const LINE_FEED = 10;
/** Most lines that begin in a piece end within so many bytes after it. */
const OVERHANG = 8192;

function search(port: MessagePort, data: ThreadData): void {
  const scanner = (webAssemblyScanner() ?? plainScanner)(data.table)();
  const turns = new Int32Array(data.turns);
  const file = openSync(data.path, "r");
  const finds = noFinds();
  let slot = 0;
  for (let index = data.first; index * data.range < data.size; index += data.step) {
    const lines = readLines(file, scanner.bytes, { from: index * data.range, range: data.range, size: data.size });
    if (lines === null) {
      port.postMessage("long line" satisfies Said);
      break;
    }
    Atomics.wait(turns, slot, FULL);
    const piece = searchPiece(scanner, lines, { slot: Buffer.from(data.slots[slot] as SharedArrayBuffer), finds });
    Atomics.store(turns, slot, FULL);
    port.postMessage({ index, slot, ...piece } satisfies Said, [piece.finds.buffer]);
    slot = (slot + 1) % data.slots.length;
  }
  closeSync(file);
}

/** Where in the buffer the lines lie that begin in the range. */
interface Lines {
  readonly start: number;
  readonly stop: number;
}

/** Reads the lines that begin in the range; null when one of them, or the one before them, does not end within the buffer. */
function readLines(file: number, bytes: Buffer, { from, range, size }: { readonly from: number; readonly range: number; readonly size: number }): Lines | null {
  const before = from === 0 ? 0 : 1;
  const wanted = Math.min(before + range, size - from + before);
  let length = fill(file, bytes, { to: Math.min(wanted + OVERHANG, size - from + before), from: 0, position: from - before });
  const start = before === 0 ? 0 : after(bytes, 0, Math.min(wanted - 1, length));
  if (start === null) return from + range >= size ? { start: length, stop: length } : null;
  let stop = after(bytes, wanted - 1, length);
  if (stop === null && from - before + length < size) {
    length = fill(file, bytes, { to: Math.min(CAPACITY, size - from + before), from: length, position: from - before });
    stop = after(bytes, wanted - 1, length);
  }
  if (stop !== null) return { start, stop };
  return from - before + length >= size ? { start, stop: length } : null;
}

/** The position after the first line feed in `[from, to)`. */
function after(bytes: Buffer, from: number, to: number): number | null {
  const feed = bytes.indexOf(LINE_FEED, from);
  return feed < 0 || feed >= to ? null : feed + 1;
}

/** Fills `[from, to)` of the buffer, whose first byte is the file's at `position`; gives where what was read ends. */
function fill(file: number, bytes: Buffer, { from, to, position }: { readonly from: number; readonly to: number; readonly position: number }): number {
  let end = from;
  while (end < to) {
    const length = readSync(file, bytes, end, to - end, position + end);
    if (length === 0) break;
    end += length;
  }
  return end;
}

/** `finds` is empty before and after: its arrays are used again. */
function searchPiece(scanner: Scanner, { start, stop }: Lines, { slot, finds }: { readonly slot: Buffer; readonly finds: Finds }): Omit<SearchedPiece, "index" | "slot"> {
  const { bytes } = scanner;
  const end = stripEscapes(bytes, start, stop);
  const feeds = scanner.find(start, end, finds);
  // Not `set`, which copies to shared memory byte by byte.
  bytes.copy(slot, HEADROOM, start, end);
  const packed = packFinds(finds, HEADROOM - start);
  clearFinds(finds);
  return { end: HEADROOM + end - start, size: stop - start, feeds, finds: packed };
}

if (parentPort !== null) search(parentPort, workerData as ThreadData);
