/**
 * Finding many literals at once, without looking at every byte. A gram is four bytes. Of each literal the table knows two, one at an even
 * and one at an odd offset: whichever way the literal lies, one of them begins at an even position, and it is enough to look at the grams
 * there. One table says in one look-up whether a gram belongs to a literal; only then its neighbourhood is compared with the literals.
 *
 * The last gram of a literal may be cut: three bytes of it, and then anything. So the table's cell is found by the first three bytes, and
 * the fourth chooses one of the cell's 32 bits. Where that bit is set, the bytes on both sides must be such as stand beside the cell's grams:
 * that turns more than half of the foreign grams away.
 */
/** Bytes of a gram, and how far apart grams are looked at. */
export const GRAM = 4;
export const STRIDE = 2;
/** Bytes of a cut gram. */
export const CUT = 3;
export const CUT_MASK = 0xffffff;
/** 2^14 cells of 32 bits: 64 KB, small enough for the processor's second cache, and a few in a thousand foreign grams pass. */
export const CELLS = 1 << 14;
/** The cell of a gram is `((gram << 8) * factor) >>> SHIFT` in 32-bit arithmetic (multiplicative hashing, Knuth, TAOCP 6.4). */
export const SHIFT = 18;

/** Which grams stand for the literals, and how they are spread over the cells: any choice finds the same, a good one finds little else. */
export interface GramChoice {
  /** Odd, its bits well mixed. */
  readonly factor: number;
  /** For each literal, one after another, an even offset and an odd one; three bytes at least stand from there on. */
  readonly offsets: readonly number[];
  /** For each of these the offset of four other bytes of the literal, as rare as can be. */
  readonly seconds: readonly number[];
}

/** A gram of a literal, where it stands in it. */
export interface Gram {
  readonly literal: number;
  readonly offset: number;
  /** Its bytes, the first one lowest; above the third byte, zero when it is cut. */
  readonly word: number;
  /** Which bits of the word count. */
  readonly mask: number;
  /** Four bytes of the literal that stand elsewhere in it, as rare as can be: where the gram is common, they tell. */
  readonly second: { readonly offset: number; readonly word: number };
}

export interface GramTable {
  /** What is looked for, in UTF-8. */
  readonly literals: readonly Uint8Array[];
  readonly factor: number;
  /** Bit `gram >>> 24 & 31` of cell `cellOf(gram, factor)` is set when the gram may belong to a literal. */
  readonly cells: Int32Array;
  /** Of each cell, what stands beside its grams: bit `byte & 31` is set when such a byte may stand before one of them (`before`), or behind it (`after`). */
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly grams: readonly Gram[];
}

const { imul } = Math;

export function cellOf(word: number, factor: number): number {
  return imul(word << 8, factor) >>> SHIFT;
}

/** Takes literals in UTF-8, and the choice that was made for just these. Throws a RangeError when it was made for others. */
export function buildGramTable(literals: readonly Uint8Array[], { factor, offsets, seconds }: GramChoice): GramTable {
  if (offsets.length !== 2 * literals.length || seconds.length !== offsets.length) throw new RangeError("these grams were chosen for other literals");
  const grams = offsets.map((offset, index) => gramAt(literals[index >> 1] as Uint8Array, index >> 1, { offset, second: seconds[index] as number }));
  return { literals, factor, cells: fillCells(grams, factor), before: fillBeside(grams, { literals, factor, away: -1 }), after: fillBeside(grams, { literals, factor, away: GRAM }), grams };
}

function fillCells(grams: readonly Gram[], factor: number): Int32Array {
  const cells = new Int32Array(CELLS);
  for (const { word, mask } of grams) {
    const cell = cellOf(word, factor);
    cells[cell] = mask === -1 ? (cells[cell] as number) | (1 << (word >>> 24)) : -1;
  }
  return cells;
}

/** What the literals have so far away from their grams; where a literal ends before that, it may be anything. */
function fillBeside(grams: readonly Gram[], { literals, factor, away }: { readonly literals: readonly Uint8Array[]; readonly factor: number; readonly away: number }): Int32Array {
  const beside = new Int32Array(CELLS);
  for (const { word, literal, offset } of grams) {
    const cell = cellOf(word, factor);
    const byte = literals[literal]?.[offset + away];
    beside[cell] = byte === undefined ? -1 : (beside[cell] as number) | (1 << (byte & 31));
  }
  return beside;
}

function gramAt(bytes: Uint8Array, literal: number, { offset, second }: { readonly offset: number; readonly second: number }): Gram {
  return { literal, offset, word: wordAt(bytes, offset), mask: offset + GRAM > bytes.length ? CUT_MASK : -1, second: { offset: second, word: wordAt(bytes, second) } };
}

export function wordAt(bytes: Uint8Array, offset: number): number {
  return byteAt(bytes, offset) | (byteAt(bytes, offset + 1) << 8) | (byteAt(bytes, offset + 2) << 16) | (byteAt(bytes, offset + 3) << 24);
}

function byteAt(bytes: Uint8Array, offset: number): number {
  return offset < bytes.length ? (bytes[offset] as number) : 0;
}
