/**
 * Finding many literals at once, without looking at every byte. A gram is four bytes. Of each literal the table knows two, one at an even
 * and one at an odd offset: whichever way the literal lies, one of them begins at an even position, and it is enough to look at the grams
 * there. One table says in one look-up whether a gram belongs to a literal; only then its neighbourhood is compared with the literals.
 *
 * The last gram of a literal may be cut: three bytes of it, and then anything. So the table's cell is found by the first three bytes, and
 * the fourth chooses one of the cell's 32 bits.
 */
import { ordinaryText } from "./ordinary-text.ts";

/** Bytes of a gram, and how far apart grams are looked at. */
export const GRAM = 4;
export const STRIDE = 2;
/** Bytes of a cut gram. */
const CUT = 3;
const CUT_MASK = 0xffffff;
/** A cut gram fills its cell, and whatever falls into that passes: about so many of the ordinary text's grams. */
const FULL_CELL = 3;
/** 2^14 cells of 32 bits: 64 KB, small enough for the processor's second cache, and a few in a thousand foreign grams pass. */
export const CELLS = 1 << 14;
/** The cell of a gram is `((gram << 8) * factor) >>> SHIFT` in 32-bit arithmetic (multiplicative hashing, Knuth, TAOCP 6.4). */
export const SHIFT = 18;
/** Of these factors (odd, their bits well mixed) the one is taken that lets the fewest grams of ordinary text pass. */
const FACTORS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1, 0xcc9e2d51, 0x1b873593, 0xd3a2646d].map((factor) => factor | 0);

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
  readonly grams: readonly Gram[];
}

const { imul } = Math;

export function cellOf(word: number, factor: number): number {
  return imul(word << 8, factor) >>> SHIFT;
}

/** Takes literals in UTF-8; throws a RangeError when one is shorter than a gram. */
export function buildGramTable(literals: readonly Uint8Array[]): GramTable {
  const ordinary = countGrams(new TextEncoder().encode(ordinaryText));
  const grams: Gram[] = [];
  literals.forEach((bytes, literal) => {
    if (bytes.length < GRAM) throw new RangeError("a literal is shorter than four bytes");
    for (const parity of [0, 1]) grams.push(gramAt(bytes, { literal, offset: chooseOffset(bytes, parity, ordinary) }, ordinary));
  });
  const tables = FACTORS.map((factor) => ({ literals, factor, cells: fillCells(grams, factor), grams }));
  return tables.reduce((best, table) => (passing(table, ordinary) < passing(best, ordinary) ? table : best));
}

function fillCells(grams: readonly Gram[], factor: number): Int32Array {
  const cells = new Int32Array(CELLS);
  for (const { word, mask } of grams) {
    const cell = cellOf(word, factor);
    cells[cell] = mask === -1 ? (cells[cell] as number) | (1 << (word >>> 24)) : -1;
  }
  return cells;
}

/** How many grams of ordinary text the table lets pass. */
function passing({ cells, factor }: GramTable, { seen }: OrdinaryGrams): number {
  let sum = 0;
  for (const [word, count] of seen) if ((((cells[cellOf(word, factor)] as number) >>> (word >>> 24)) & 1) === 1) sum += count;
  return sum;
}

function gramAt(bytes: Uint8Array, { literal, offset }: { literal: number; offset: number }, ordinary: OrdinaryGrams): Gram {
  const second = chooseSecond(bytes, offset, ordinary);
  return { literal, offset, word: wordAt(bytes, offset), mask: offset + GRAM > bytes.length ? CUT_MASK : -1, second: { offset: second, word: wordAt(bytes, second) } };
}

/** The offset of the whole gram that is rarest in ordinary text, but for the one that is known already (where there is another). */
function chooseSecond(bytes: Uint8Array, known: number, ordinary: OrdinaryGrams): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let offset = 0; offset + GRAM <= bytes.length; offset++) {
    const cost = commonness(wordAt(bytes, offset), ordinary);
    if (offset !== known && cost < least) [best, least] = [offset, cost];
  }
  return best;
}

function wordAt(bytes: Uint8Array, offset: number): number {
  return byteAt(bytes, offset) | (byteAt(bytes, offset + 1) << 8) | (byteAt(bytes, offset + 2) << 16) | (byteAt(bytes, offset + 3) << 24);
}

function byteAt(bytes: Uint8Array, offset: number): number {
  return offset < bytes.length ? (bytes[offset] as number) : 0;
}

/** Of the even offsets (parity 0) or the odd ones (1), that of the gram which is rarest in ordinary text. */
function chooseOffset(bytes: Uint8Array, parity: number, ordinary: OrdinaryGrams): number {
  let best = parity;
  let least = Number.POSITIVE_INFINITY;
  for (let offset = parity; offset + CUT <= bytes.length; offset += STRIDE) {
    const word = wordAt(bytes, offset);
    const cost = offset + GRAM > bytes.length ? commonnessOfCut(word, ordinary) : commonness(word, ordinary);
    if (cost < least) [best, least] = [offset, cost];
  }
  return best;
}

interface OrdinaryGrams {
  /** How often each gram stands in ordinary text, and the first three bytes of each … */
  readonly seen: ReadonlyMap<number, number>;
  readonly cut: ReadonlyMap<number, number>;
  /** … and each byte, as a share of all. */
  readonly share: Float64Array;
}

function countGrams(text: Uint8Array): OrdinaryGrams {
  const seen = new Map<number, number>();
  const cut = new Map<number, number>();
  const share = new Float64Array(256).fill(1e-4);
  for (let offset = 0; offset + GRAM <= text.length; offset++) {
    const word = wordAt(text, offset);
    seen.set(word, (seen.get(word) ?? 0) + 1);
    cut.set(word & CUT_MASK, (cut.get(word & CUT_MASK) ?? 0) + 1);
    share[word & 255] = (share[word & 255] as number) + 1 / text.length;
  }
  return { seen, cut, share };
}

function commonness(word: number, { seen, share }: OrdinaryGrams): number {
  return (seen.get(word) ?? 0) + likely(word, share) * (share[word >>> 24] as number);
}

function commonnessOfCut(word: number, { cut, share }: OrdinaryGrams): number {
  return FULL_CELL + (cut.get(word & CUT_MASK) ?? 0) + likely(word, share);
}

function likely(word: number, share: Float64Array): number {
  return (share[word & 255] as number) * (share[(word >>> 8) & 255] as number) * (share[(word >>> 16) & 255] as number);
}
