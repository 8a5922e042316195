/**
 * The scanner in plain JavaScript, for where WebAssembly is switched off. Eight bytes are one turn of a loop with one branch.
 * Words are read in the processor's order of bytes, the lowest first: s390x, which has the other order, needs the WebAssembly scanner.
 */
import type { Finds } from "./finds.ts";
import { SHIFT, type GramTable } from "./gram-table.ts";
import { createFinder, type LiteralFinder } from "./literal-finder.ts";
import { CAPACITY, SLACK, SLICE, type Scanner } from "./scanner.ts";

/** In a slice, every even position may be found, and a few more where it is rounded up. */
const MOST_POSITIONS = SLICE / 2 + 16;

export function plainScanner(table: GramTable): () => Scanner {
  const finder = createFinder(table);
  return () => openPlainScanner(table, finder);
}

function openPlainScanner({ cells, factor }: GramTable, finder: LiteralFinder): Scanner {
  const memory = new ArrayBuffer(CAPACITY + SLACK);
  const bytes = Buffer.from(memory);
  const words = new Int32Array(memory);
  const positions = new Uint32Array(MOST_POSITIONS);
  const find = (from: number, to: number, finds: Finds): number => {
    finder.begin(from);
    for (let at = from; at < to; ) {
      const end = Math.min((at + SLICE) & ~7, to);
      const count = scan({ words, cells, factor, positions }, at & ~7, end);
      finder.find(bytes, { positions, count, from, to }, finds);
      at = end;
    }
    return finder.countTo(bytes, to);
  };
  return { kind: "javascript", bytes, find };
}

const { imul } = Math;

interface Tables {
  readonly words: Int32Array;
  readonly cells: Int32Array;
  readonly factor: number;
  readonly positions: Uint32Array;
}

function scan({ words, cells, factor, positions }: Tables, from: number, to: number): number {
  let count = 0;
  let first = words[from >> 2] as number;
  for (let at = from; at < to; at += 8) {
    const third = words[(at >> 2) + 1] as number;
    const next = words[(at >> 2) + 2] as number;
    const second = (first >>> 16) | (third << 16);
    const fourth = (third >>> 16) | (next << 16);
    const one = (cells[imul(first << 8, factor) >>> SHIFT] as number) >>> (first >>> 24);
    const two = (cells[imul(second << 8, factor) >>> SHIFT] as number) >>> (second >>> 24);
    const three = (cells[imul(third << 8, factor) >>> SHIFT] as number) >>> (third >>> 24);
    const four = (cells[imul(fourth << 8, factor) >>> SHIFT] as number) >>> (fourth >>> 24);
    if (((one | two | three | four) & 1) !== 0) {
      if ((one & 1) !== 0) positions[count++] = at;
      if ((two & 1) !== 0) positions[count++] = at + 2;
      if ((three & 1) !== 0) positions[count++] = at + 4;
      if ((four & 1) !== 0) positions[count++] = at + 6;
    }
    first = next;
  }
  return count;
}
