/** Searches a log file with several threads, and gives its pieces in order: what is decided of them is decided by one thread, so that it is what one would find. */
import { Worker } from "node:worker_threads";
import type { GramTable } from "../../core/failure/bytes/gram-table.ts";
import { HISTORY, type Piece } from "../../core/failure/bytes/piece.ts";
import { CAPACITY } from "../../core/failure/bytes/scanner.ts";
import { unpackFinds } from "./packed-finds.ts";
import { HEADROOM, FREE, SLOT_BYTES, SLOTS, type Said, type SearchedPiece, type ThreadData } from "./shared-pieces.ts";

/** Beside this file, whether it runs from source or from the bundle (rolldown.config.mjs names it). */
const beside = new URL(`./search-thread${import.meta.url.endsWith(".ts") ? ".ts" : ".mjs"}`, import.meta.url);

/** More would wait for the thread that decides. */
const THREADS = 2;
/** What is left of a buffer is for the last line, which may end after its piece's range. */
const RANGE = CAPACITY - 65_536;

/** A thread keeps nothing of the log, but V8 would let the space for what is young grow with it. */
const YOUNG_MEGABYTES = 3;

/** A line is longer than a thread can hold: the log must be read by one. */
export class LongLine extends Error {}

export interface FileSearch {
  readonly path: string;
  readonly size: number;
  readonly table: GramTable;
  /** Bytes of the file for a piece, at most `CAPACITY`; a good size when left out. */
  readonly range?: number;
  /** What the threads run, where it is not what lies beside this file. */
  readonly program?: URL;
}

/** A piece, and how many bytes of the file it is. Its bytes hold until the next one is asked for. */
export interface FilePiece extends Piece {
  readonly size: number;
}

/** Throws LongLine, and what reading the file throws. */
export async function* searchFile(search: FileSearch): AsyncGenerator<FilePiece> {
  const threads = Array.from({ length: THREADS }, (_, first) => new SearchThread(search, first));
  let previous: { readonly piece: FilePiece; release(): void } | null = null;
  let number = 1;
  try {
    for (let index = 0; index * rangeOf(search) < search.size; index++) {
      const thread = threads[index % THREADS] as SearchThread;
      const found = await thread.next();
      const bytes = thread.bytes(found);
      const begin = previous === null ? HEADROOM : keepHistory(previous.piece, bytes);
      previous?.release();
      const piece: FilePiece = { bytes, begin, fresh: HEADROOM, end: found.end, number, feeds: found.feeds, finds: unpackFinds(found.finds), size: found.size };
      previous = { piece, release: () => thread.release(found) };
      number += found.feeds;
      yield piece;
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

function rangeOf({ range = RANGE }: FileSearch): number {
  return range;
}

/** Puts the last bytes of the piece before this one's; gives where they begin. */
function keepHistory({ bytes, begin, end }: Piece, next: Buffer): number {
  const from = Math.max(begin, end - HISTORY - 1);
  bytes.copy(next, HEADROOM - (end - from), from, end);
  return HEADROOM - (end - from);
}

/** One thread, and what it has found so far. */
class SearchThread {
  readonly #worker: Worker;
  readonly #slots = Array.from({ length: SLOTS }, () => new SharedArrayBuffer(SLOT_BYTES));
  readonly #turns = new SharedArrayBuffer(SLOTS * 4);
  readonly #found: SearchedPiece[] = [];
  #failure: Error | null = null;
  #wake: () => void = () => undefined;

  constructor(search: FileSearch, first: number) {
    const data: ThreadData = { path: search.path, size: search.size, range: rangeOf(search), first, step: THREADS, table: search.table, slots: this.#slots, turns: this.#turns };
    this.#worker = new Worker(search.program ?? beside, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } });
    this.#worker.on("message", (said: Said) => {
      if (said === "long line") this.#failure = new LongLine();
      else this.#found.push(said);
      this.#wake();
    });
    this.#worker.on("error", (error: Error) => {
      this.#failure = error;
      this.#wake();
    });
  }

  /** The thread's next piece, in order. */
  async next(): Promise<SearchedPiece> {
    for (;;) {
      const found = this.#found.shift();
      if (found !== undefined) return found;
      if (this.#failure !== null) throw this.#failure;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  bytes({ slot }: SearchedPiece): Buffer {
    return Buffer.from(this.#slots[slot] as SharedArrayBuffer);
  }

  /** The thread may fill the slot again. */
  release({ slot }: SearchedPiece): void {
    const turns = new Int32Array(this.#turns);
    Atomics.store(turns, slot, FREE);
    Atomics.notify(turns, slot);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
