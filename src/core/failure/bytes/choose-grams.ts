/** Which grams of literals are looked at: those that ordinary text has least of. Weighing takes some 25 ms for the rulebook's literals. */
import { buildGramTable, CUT, CUT_MASK, cellOf, GRAM, STRIDE, wordAt, type GramChoice, type GramTable } from "./gram-table.ts";
import { ordinaryText } from "./ordinary-text.ts";

/** A cut gram fills its cell, and whatever falls into that passes: about so many of the ordinary text's grams. */
const FULL_CELL = 3;
/** Of these factors (odd, their bits well mixed) the one is taken that lets the fewest grams of ordinary text pass. */
const FACTORS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1, 0xcc9e2d51, 0x1b873593, 0xd3a2646d].map((factor) => factor | 0);

/** Takes literals in UTF-8; throws a RangeError when one is shorter than a gram. */
export function chooseGrams(literals: readonly Uint8Array[]): GramChoice {
  const ordinary = countGrams(new TextEncoder().encode(ordinaryText));
  const offsets = literals.flatMap((bytes) => {
    if (bytes.length < GRAM) throw new RangeError("a literal is shorter than four bytes");
    return [0, 1].map((parity) => chooseOffset(bytes, parity, ordinary));
  });
  const seconds = offsets.map((offset, index) => chooseSecond(literals[index >> 1] as Uint8Array, offset, ordinary));
  const tables = FACTORS.map((factor) => buildGramTable(literals, { factor, offsets, seconds }));
  const { factor } = tables.reduce((best, table) => (passing(table, ordinary) < passing(best, ordinary) ? table : best));
  return { factor, offsets, seconds };
}

/** How many grams of ordinary text the table lets pass. */
function passing({ cells, factor }: GramTable, { seen }: OrdinaryGrams): number {
  let sum = 0;
  for (const [word, count] of seen) if ((((cells[cellOf(word, factor)] as number) >>> (word >>> 24)) & 1) === 1) sum += count;
  return sum;
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
