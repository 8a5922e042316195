/** The code of the WebAssembly scanner. It finds the same positions as `plain-scanner.ts`, and counts line feeds sixteen bytes at a time. */
import { SHIFT, CELLS, GRAM, STRIDE } from "../gram-table.ts";
import { CAPACITY, MOST_POSITIONS, SLACK } from "../scanner.ts";
import { encodeModule, type Bytes, type Function_ } from "./encode.ts";
import { constant, get, i32, i8x16, set, tee, whenNonzero, whileHolds, type Local } from "./instructions.ts";

const PAGE = 1 << 16;
const LINE_FEED = 10;
const VECTOR = 16;

/** Where everything lies in the module's memory. */
export const layout = { cells: 0, positions: CELLS * 4, bytes: CELLS * 4 + round(MOST_POSITIONS * 4) } as const;

function round(size: number): number {
  return Math.ceil(size / VECTOR) * VECTOR;
}

/** Grams are tested in this many lanes before one branch asks whether any was known. */
const LANES = [0, STRIDE, 2 * STRIDE, 3 * STRIDE];
const TURN = LANES.length * STRIDE;

/** `scan(from, to, factor)`: positions in the log, `from` a multiple of eight; writes positions and gives their number. */
function scanFunction(): Function_ {
  const [at, to, factor, word, next]: readonly Local[] = [0, 1, 2, 3, 4] as const;
  const probe = (lane: number): Bytes => {
    const gram = tee(word, i32.load(get(at), layout.bytes + lane));
    const cell = i32.shiftRight(i32.multiply(i32.shiftLeft(gram, constant(8)), get(factor)), constant(SHIFT));
    return i32.shiftRight(i32.load(i32.shiftLeft(cell, constant(2)), layout.cells), i32.shiftRight(get(word), constant(24)));
  };
  const keep = (lane: number): readonly Bytes[] => [
    i32.store(get(next), i32.add(get(at), constant(lane))),
    set(next, i32.add(get(next), i32.shiftLeft(i32.and(probe(lane), constant(1)), constant(2)))),
  ];
  const any = LANES.map(probe).reduce((left, right) => i32.or(left, right));
  return {
    name: "scan",
    parameters: ["i32", "i32", "i32"],
    results: ["i32"],
    locals: ["i32", "i32"],
    body: [
      set(next, constant(layout.positions)),
      whileHolds(i32.lessUnsigned(get(at), get(to)), [
        whenNonzero(i32.and(any, constant(1)), LANES.flatMap(keep)),
        set(at, i32.add(get(at), constant(TURN))),
      ]),
      i32.shiftRight(i32.subtract(get(next), constant(layout.positions)), constant(2)),
    ].flat(),
  };
}

/** `count(from, to)`: line feeds between two positions. */
function countFunction(): Function_ {
  const [at, to, count, feeds]: readonly Local[] = [0, 1, 2, 3] as const;
  const found = (bytes: Bytes): Bytes => i32.countOnes(i8x16.bitmask(i8x16.equal(bytes, get(feeds))));
  const isFeed = i32.isZero(i32.subtract(i32.loadByte(get(at), layout.bytes), constant(LINE_FEED)));
  const step = (length: number): Bytes => set(at, i32.add(get(at), constant(length)));
  return {
    name: "count",
    parameters: ["i32", "i32"],
    results: ["i32"],
    locals: ["i32", "v128"],
    body: [
      set(feeds, i8x16.splat(constant(LINE_FEED))),
      whileHolds(i32.lessUnsigned(i32.add(get(at), constant(VECTOR - 1)), get(to)), [
        set(count, i32.add(get(count), found(i8x16.load(get(at), layout.bytes)))),
        step(VECTOR),
      ]),
      whileHolds(i32.lessUnsigned(get(at), get(to)), [set(count, i32.add(get(count), isFeed)), step(1)]),
      get(count),
    ].flat(),
  };
}

export function scanModule(): Uint8Array<ArrayBuffer> {
  return encodeModule({ pages: Math.ceil((layout.bytes + CAPACITY + SLACK + GRAM) / PAGE), functions: [scanFunction(), countFunction()] });
}
