/** A table's grams as numbers, those of one cell side by side: what a scanner looks through when a cell says that a gram may be a literal's. */
import { CELLS, cellOf, type Gram, type GramTable } from "./gram-table.ts";

/**
 * Each gram is eight numbers: word and mask; literal and the gram's offset in it; a second word of the literal and where it stands from the
 * gram; how many numbers on the next gram with another word is; nothing.
 */
export const NUMBERS = 8;
export const FIELD = { word: 0, mask: 1, literal: 2, offset: 3, second: 4, away: 5, skip: 6 } as const;

export interface PackedGrams {
  readonly entries: Int32Array;
  /** For each cell, how many entries are before its own; they end where the next cell's begin. */
  readonly first: Uint16Array;
  /** Grams in the fullest cell. */
  readonly most: number;
}

/** Throws a RangeError for more grams than 16 bits can count. */
export function packGrams({ grams, factor }: GramTable): PackedGrams {
  if (grams.length > 0xffff) throw new RangeError("too many literals for one table");
  const ordered = grams.map((gram) => ({ gram, cell: cellOf(gram.word, factor) })).sort((a, b) => a.cell - b.cell || a.gram.word - b.gram.word || a.gram.mask - b.gram.mask);
  const first = new Uint16Array(CELLS + 1);
  let most = 0;
  for (const { cell } of ordered) most = Math.max(most, (first[cell + 1] = (first[cell + 1] as number) + 1));
  for (let cell = 0; cell < CELLS; cell++) first[cell + 1] = (first[cell + 1] as number) + (first[cell] as number);
  const entries = new Int32Array(grams.length * NUMBERS);
  let skip = 0;
  for (let index = ordered.length - 1; index >= 0; index--) {
    const { gram, cell } = ordered[index] as (typeof ordered)[number];
    const next = ordered[index + 1];
    skip = next?.cell === cell && sameWord(next.gram, gram) ? skip + NUMBERS : NUMBERS;
    const { word, mask, literal, offset, second } = gram;
    const at = index * NUMBERS;
    entries[at + FIELD.word] = word;
    entries[at + FIELD.mask] = mask;
    entries[at + FIELD.literal] = literal;
    entries[at + FIELD.offset] = offset;
    entries[at + FIELD.second] = second.word;
    entries[at + FIELD.away] = second.offset - offset;
    entries[at + FIELD.skip] = skip;
  }
  return { entries, first, most };
}

function sameWord(one: Gram, other: Gram): boolean {
  return one.word === other.word && one.mask === other.mask;
}
