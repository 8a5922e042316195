/** From positions where a gram of a literal may stand to the literals that do stand there: compared byte by byte, and told once a line. */
import { countLines } from "./count-lines.ts";
import type { Finds } from "./finds.ts";
import { cellOf, GRAM, type GramTable } from "./gram-table.ts";
import { FIELD, NUMBERS, packGrams } from "./packed-grams.ts";

export interface Suspects {
  readonly positions: Uint32Array;
  readonly count: number;
  /** The text that is searched: what does not lie wholly in it is not found. */
  readonly from: number;
  readonly to: number;
}

export interface LiteralFinder {
  /** Begins another text, at this position. */
  begin(from: number): void;
  /** Adds to `finds` the literals that the suspects betray. */
  find(bytes: Buffer, suspects: Suspects, finds: Finds): void;
  /** Number of line feeds from the text's beginning to here. */
  countTo(bytes: Buffer, position: number): number;
}

const LINE_FEED = 10;

export function createFinder(table: GramTable): LiteralFinder {
  const { before, after, factor, literals } = table;
  const { entries, first } = packGrams(table);
  /** In which line each literal was found last; lines have a number of their own that no other has. */
  const seen = new Float64Array(literals.length);
  let line = 0;
  let stop = -1;
  /** Line feeds that the text has before `counted`. */
  let number = 0;
  let counted = 0;

  function countTo(bytes: Buffer, position: number): number {
    number += countLines(bytes, counted, position);
    counted = position;
    return number;
  }

  function enterLine(bytes: Buffer, start: number): void {
    if (start < stop) return;
    const feed = bytes.indexOf(LINE_FEED, start);
    stop = feed < 0 ? bytes.length : feed;
    line++;
    countTo(bytes, start);
  }

  function findAt(bytes: Buffer, at: number, text: Suspects, finds: Finds): void {
    const word = wordAt(bytes, at);
    const cell = cellOf(word, factor);
    if ((((before[cell] as number) >>> (bytes[at - 1] as number)) & ((after[cell] as number) >>> (bytes[at + GRAM] as number)) & 1) === 0) return;
    const last = (first[cell + 1] as number) * NUMBERS;
    for (let entry = (first[cell] as number) * NUMBERS; entry < last; ) {
      if (((word ^ (entries[entry] as number)) & (entries[entry + FIELD.mask] as number)) === 0) {
        if (wordAt(bytes, at + (entries[entry + FIELD.away] as number)) === entries[entry + FIELD.second]) compare(bytes, at, { entry, text, finds });
        entry += NUMBERS;
      } else entry += entries[entry + FIELD.skip] as number;
    }
  }

  function compare(bytes: Buffer, at: number, { entry, text: { from, to }, finds }: { entry: number; text: Suspects; finds: Finds }): void {
    const owner = entries[entry + FIELD.literal] as number;
    const start = at - (entries[entry + FIELD.offset] as number);
    if (start < stop && seen[owner] === line) return;
    const literal = literals[owner] as Uint8Array;
    if (start < from || start + literal.length > to || !standsAt(bytes, start, literal)) return;
    enterLine(bytes, start);
    seen[owner] = line;
    finds.starts.push(start);
    finds.literals.push(owner);
    finds.stops.push(stop);
    finds.numbers.push(number);
  }

  return {
    begin(from) {
      stop = -1;
      number = 0;
      counted = from;
    },
    countTo,
    find(bytes, suspects, finds) {
      const { positions, count } = suspects;
      for (let index = 0; index < count; index++) findAt(bytes, positions[index] as number, suspects, finds);
    },
  };
}

/** Four bytes, the first one lowest; zeros outside of the buffer, where nothing is found. */
function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
}

function standsAt(bytes: Uint8Array, start: number, literal: Uint8Array): boolean {
  for (let index = 0; index < literal.length; index++) if (bytes[start + index] !== literal[index]) return false;
  return true;
}
