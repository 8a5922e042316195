/** The code of the WebAssembly scanner: it finds what `plain-scanner.ts` finds, and counts line feeds sixteen bytes at a time. */
import { GRAM, STRIDE, type GramTable } from "../gram-table.ts";
import { encodeModule, type Bytes, type Function_ } from "./encode.ts";
import { call, constant, get, i32, i32x4, i8x16, leave, set, whenNonzero, whileHolds, type Local } from "./instructions.ts";
import { FIND, MOST_FINDS, STATE, SUSPECT, type Memory } from "./memory.ts";
import { suspectFunction } from "./suspect-function.ts";

const LINE_FEED = 10;
const VECTOR = 16;

/** Grams are tested in these lanes of one vector before one branch asks whether any may be a literal's. */
const LANES = [0, 1, 2, 3];
const TURN = LANES.length * STRIDE;
/** The bytes of the grams, side by side: four from each even position. */
const GRAMS = LANES.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * STRIDE + byte));
/** A cell's address is four times `(gram << 8) * factor >>> SHIFT`: shifted by two less, its lowest bits cleared. */
const ADDRESS_SHIFT = 16;
const ADDRESS_MASK = 0xfffc;

/** `scan(at, end, from, to)`: looks at the grams in `[at, end)`, `at` a multiple of eight, for literals in `[from, to)`. Gives how far it came: less than `end` when there was no room for more finds. */
function scanFunction(memory: Memory, factor: number): Function_ {
  const [at, end, from, to, cells, factors, mask]: readonly Local[] = [0, 1, 2, 3, 4, 5, 6] as const;
  const grams = i32x4.choose(i8x16.load(get(at), memory.bytes), GRAMS);
  const hashes = i32x4.multiply(i32x4.shiftLeft(grams, constant(8)), get(factors));
  /** The lowest bit tells. */
  const probe = (lane: number): Bytes => i32.shiftRight(i32.load(i32x4.lane(get(cells), lane), memory.cells), i32.loadByte(get(at), memory.bytes + lane * STRIDE + 3));
  const beside = (lane: number, table: number, away: number): Bytes => i32.shiftRight(i32.load(i32x4.lane(get(cells), lane), table), i32.loadByte(get(at), memory.bytes + lane * STRIDE + away));
  const suspicious = (lane: number): Bytes => i32.and(probe(lane), i32.and(beside(lane, memory.before, -1), beside(lane, memory.after, GRAM)));
  const any = LANES.map(probe).reduce((left, right) => i32.or(left, right));
  const look = (lane: number): Bytes => whenNonzero(i32.and(suspicious(lane), constant(1)), [call(SUSPECT, i32.add(get(at), constant(lane * STRIDE)), get(from), get(to))]);
  const full = memory.finds + MOST_FINDS * FIND - LANES.length * memory.packed.most * FIND;
  return {
    name: "scan",
    parameters: ["i32", "i32", "i32", "i32"],
    results: ["i32"],
    locals: ["v128", "v128", "v128"],
    body: [
      set(factors, i32x4.splat(constant(factor))),
      set(mask, i32x4.splat(constant(ADDRESS_MASK))),
      whileHolds(i32.lessUnsigned(get(at), get(end)), [
        set(cells, i32x4.and(i32x4.shiftRight(hashes, constant(ADDRESS_SHIFT)), get(mask))),
        whenNonzero(i32.and(any, constant(1)), [
          ...LANES.map(look),
          whenNonzero(i32.lessUnsigned(constant(full), i32.load(constant(0), memory.state + STATE.next)), [leave(i32.add(get(at), constant(TURN)))]),
        ]),
        set(at, i32.add(get(at), constant(TURN))),
      ]),
      get(at),
    ].flat(),
  };
}

/** `count(from, to)`: line feeds between two positions. */
function countFunction(memory: Memory): Function_ {
  const [at, to, count, feeds]: readonly Local[] = [0, 1, 2, 3] as const;
  const found = (bytes: Bytes): Bytes => i32.countOnes(i8x16.bitmask(i8x16.equal(bytes, get(feeds))));
  const isFeed = i32.equal(i32.loadByte(get(at), memory.bytes), constant(LINE_FEED));
  const step = (length: number): Bytes => set(at, i32.add(get(at), constant(length)));
  return {
    name: "count",
    parameters: ["i32", "i32"],
    results: ["i32"],
    locals: ["i32", "v128"],
    body: [
      set(feeds, i8x16.splat(constant(LINE_FEED))),
      whileHolds(i32.lessUnsigned(i32.add(get(at), constant(VECTOR - 1)), get(to)), [
        set(count, i32.add(get(count), found(i8x16.load(get(at), memory.bytes)))),
        step(VECTOR),
      ]),
      whileHolds(i32.lessUnsigned(get(at), get(to)), [set(count, i32.add(get(count), isFeed)), step(1)]),
      get(count),
    ].flat(),
  };
}

/** The module for one table: what belongs to the table is written into the code. */
export function scanModule({ factor }: GramTable, memory: Memory): Uint8Array<ArrayBuffer> {
  return encodeModule({ pages: memory.pages, functions: [suspectFunction(memory, factor), countFunction(memory), scanFunction(memory, factor)] });
}
