/** A table's grams as numbers, those of one cell side by side: what a scanner looks through when a cell says that a gram may be a literal's. */
import { CELLS, cellOf, type GramTable } from "./gram-table.ts";

/** Each gram is four numbers: word, mask, literal, offset. */
export const NUMBERS = 4;

export interface PackedGrams {
  readonly entries: Int32Array;
  /** For each cell, where its entries begin in `entries`; they end where the next cell's begin. */
  readonly first: Uint16Array;
  /** Grams in the fullest cell. */
  readonly most: number;
}

/** Throws a RangeError for more grams than 16 bits can count. */
export function packGrams({ grams, factor }: GramTable): PackedGrams {
  if (grams.length * NUMBERS > 0xffff) throw new RangeError("too many literals for one table");
  const first = new Uint16Array(CELLS + 1);
  const cells = grams.map(({ word }) => cellOf(word, factor));
  for (const cell of cells) first[cell + 1] = (first[cell + 1] as number) + NUMBERS;
  const most = Math.max(0, ...first) / NUMBERS;
  for (let cell = 0; cell < CELLS; cell++) first[cell + 1] = (first[cell + 1] as number) + (first[cell] as number);
  const next = first.slice();
  const entries = new Int32Array(grams.length * NUMBERS);
  grams.forEach(({ word, mask, literal, offset }, index) => {
    const cell = cells[index] as number;
    entries.set([word, mask, literal, offset], next[cell]);
    next[cell] = (next[cell] as number) + NUMBERS;
  });
  return { entries, first, most };
}
