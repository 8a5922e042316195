/** From positions where a gram of a literal may stand to the literals that do stand there: compared byte by byte, and told once a line. */
import { CELLS, cellOf, type GramTable } from "./gram-table.ts";

/** Literals that were found, in the order of the lines; each literal once in a line. */
export interface Finds {
  /** Position of the literal's first byte; its index; the end of its line (the line feed, or where the text ends). */
  readonly starts: number[];
  readonly literals: number[];
  readonly stops: number[];
  /** The line that was found in last: where it ends, and a number that no other line has. */
  stop: number;
  line: number;
}

export interface Suspects {
  readonly positions: Uint32Array;
  readonly count: number;
  /** The text that is searched: what does not lie wholly in it is not found. */
  readonly from: number;
  readonly to: number;
}

export interface LiteralFinder {
  /** Adds to `finds` the literals that the suspects betray. */
  find(bytes: Buffer, suspects: Suspects, finds: Finds): void;
}

export function noFinds(): Finds {
  return { starts: [], literals: [], stops: [], stop: -1, line: 0 };
}

/** Forgets what was found, as positions will mean other bytes. */
export function clearFinds(finds: Finds): void {
  finds.starts.length = finds.literals.length = finds.stops.length = 0;
  finds.stop = -1;
}

const LINE_FEED = 10;

/** The grams of one cell lie side by side, four numbers each: word, mask, literal, offset. */
const NUMBERS = 4;

function pack({ grams, factor }: GramTable): { entries: Int32Array; first: Uint16Array } {
  const first = new Uint16Array(CELLS + 1);
  const cells = grams.map(({ word }) => cellOf(word, factor));
  for (const cell of cells) first[cell + 1] = (first[cell + 1] as number) + NUMBERS;
  for (let cell = 0; cell < CELLS; cell++) first[cell + 1] = (first[cell + 1] as number) + (first[cell] as number);
  const next = first.slice();
  const entries = new Int32Array(grams.length * NUMBERS);
  grams.forEach(({ word, mask, literal, offset }, index) => {
    const cell = cells[index] as number;
    const entry = next[cell] as number;
    entries[entry] = word;
    entries[entry + 1] = mask;
    entries[entry + 2] = literal;
    entries[entry + 3] = offset;
    next[cell] = entry + NUMBERS;
  });
  return { entries, first };
}

export function createFinder(literals: readonly Uint8Array[], table: GramTable): LiteralFinder {
  const { factor } = table;
  const { entries, first } = pack(table);
  /** In which line each literal was found last. */
  const seen = new Float64Array(literals.length);
  let lines = 0;

  function enterLine(bytes: Buffer, start: number, finds: Finds): void {
    if (start < finds.stop) return;
    const feed = bytes.indexOf(LINE_FEED, start);
    finds.stop = feed < 0 ? bytes.length : feed;
    finds.line = ++lines;
  }

  function findAt(bytes: Buffer, at: number, { from, to }: Suspects, finds: Finds): void {
    const word = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
    const cell = cellOf(word, factor);
    const last = first[cell + 1] as number;
    for (let entry = first[cell] as number; entry < last; entry += NUMBERS) {
      if (((word ^ (entries[entry] as number)) & (entries[entry + 1] as number)) !== 0) continue;
      const owner = entries[entry + 2] as number;
      const start = at - (entries[entry + 3] as number);
      if (start < finds.stop && seen[owner] === finds.line) continue;
      const literal = literals[owner] as Uint8Array;
      if (start < from || start + literal.length > to || !standsAt(bytes, start, literal)) continue;
      enterLine(bytes, start, finds);
      seen[owner] = finds.line;
      finds.starts.push(start);
      finds.literals.push(owner);
      finds.stops.push(finds.stop);
    }
  }

  return {
    find(bytes, suspects, finds) {
      const { positions, count } = suspects;
      for (let index = 0; index < count; index++) findAt(bytes, positions[index] as number, suspects, finds);
    },
  };
}

function standsAt(bytes: Uint8Array, start: number, literal: Uint8Array): boolean {
  for (let index = 0; index < literal.length; index++) if (bytes[start + index] !== literal[index]) return false;
  return true;
}
