/** Where everything lies in the memory of the WebAssembly scanner: the table and its literals, what is found, and the log. */
import { CELLS, type GramTable } from "../gram-table.ts";
import { NUMBERS, packGrams, type PackedGrams } from "../packed-grams.ts";
import { CAPACITY, SLACK } from "../scanner.ts";

const PAGE = 1 << 16;
const VECTOR = 16;
const WORD = 4;

/** A gram as it lies in memory, and a find: start, literal, stop, number. */
export const ENTRY = NUMBERS * WORD;
export const FIND_NUMBERS = 4;
export const FIND = FIND_NUMBERS * WORD;
/** Finds that have room; the scanner stops where the next turn of its loop might have none. */
export const MOST_FINDS = 8192;

/**
 * Words that the code keeps: the end of the line that was found in last, and a number that no other line has; the address of the next find;
 * up to where line feeds were counted, and how many there were.
 */
export const STATE = { stop: 0, line: 4, next: 8, counted: 12, number: 16 } as const;
const STATE_WORDS = 5;

/** Numbers of the functions in their module. */
export const SUSPECT = 0;
export const COUNT = 1;

/** Addresses. */
export interface Memory {
  readonly cells: number;
  readonly before: number;
  readonly after: number;
  /** Of each cell, 16 bits: how many entries are before its own. */
  readonly first: number;
  readonly entries: number;
  /** Of each literal two words: the address of its bytes, and their number. */
  readonly literals: number;
  /** Of each literal a word: the line in which it was found last. */
  readonly seen: number;
  /** What the code keeps, `STATE` words. */
  readonly state: number;
  readonly finds: number;
  readonly bytes: number;
  readonly pages: number;
  readonly packed: PackedGrams;
}

export function layOut(table: GramTable): Memory {
  const packed = packGrams(table);
  let end = 0;
  const room = (size: number): number => {
    const start = end;
    end += Math.ceil(size / VECTOR) * VECTOR;
    return start;
  };
  /** A literal's second word is looked for behind the text's end too. */
  const longest = table.literals.reduce((most, { length }) => Math.max(most, length), VECTOR);
  const text = table.literals.reduce((sum, { length }) => sum + length, 0);
  return {
    cells: room(CELLS * WORD),
    before: room(CELLS * WORD),
    after: room(CELLS * WORD),
    first: room(packed.first.byteLength),
    entries: room(packed.entries.byteLength),
    literals: room(table.literals.length * 2 * WORD + text),
    seen: room(table.literals.length * WORD),
    state: room(STATE_WORDS * WORD),
    finds: room(MOST_FINDS * FIND),
    bytes: room(CAPACITY + SLACK + longest),
    pages: Math.ceil(end / PAGE),
    packed,
  };
}

/** Writes the table and its literals to where they belong. */
export function fill(memory: ArrayBuffer, { cells, before, after, literals }: GramTable, layout: Memory): void {
  new Int32Array(memory, layout.cells).set(cells);
  new Int32Array(memory, layout.before).set(before);
  new Int32Array(memory, layout.after).set(after);
  new Uint16Array(memory, layout.first).set(layout.packed.first);
  new Int32Array(memory, layout.entries).set(layout.packed.entries);
  let address = layout.literals + literals.length * 2 * WORD;
  const words = new Int32Array(memory, layout.literals);
  literals.forEach((bytes, index) => {
    words.set([address, bytes.length], index * 2);
    new Uint8Array(memory).set(bytes, address);
    address += bytes.length;
  });
}
