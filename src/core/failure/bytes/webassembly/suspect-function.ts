/** `suspect(at, from, to)`: compares the neighbourhood of one gram with the literals that it may belong to, as `literal-finder.ts` does. */
import { SHIFT } from "../gram-table.ts";
import { CAPACITY, SLACK } from "../scanner.ts";
import type { Bytes, Function_ } from "./encode.ts";
import { FIELD } from "../packed-grams.ts";
import { call, constant, either, get, i32, i8x16, set, tee, whenNonzero, whileHolds, type Local } from "./instructions.ts";
import { COUNT, ENTRY, FIND, STATE, type Memory } from "./memory.ts";

const LINE_FEED = 10;
const VECTOR = 16;
const END = CAPACITY + SLACK;

const [at, from, to, word, entry, last, owner, start, literal, length, index, stop] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const none = constant(0);
const increase = (local: Local, by: number): Bytes => set(local, i32.add(get(local), constant(by)));

const fieldsIn = ({ entries }: Memory) => (name: keyof typeof FIELD): Bytes => i32.load(get(entry), entries + 4 * FIELD[name]);

const keptIn = ({ state }: Memory) => (name: keyof typeof STATE): Bytes => i32.load(none, state + STATE[name]);
const keep = ({ state }: Memory, name: keyof typeof STATE, value: Bytes): Bytes => i32.store(none, value, state + STATE[name]);

export function suspectFunction(memory: Memory, factor: number): Function_ {
  const cell = i32.shiftRight(i32.multiply(i32.shiftLeft(tee(word, i32.load(get(at), memory.bytes)), constant(8)), constant(factor)), constant(SHIFT));
  const field = fieldsIn(memory);
  const differs = i32.and(i32.exclusiveOr(get(word), field("word")), field("mask"));
  // A sum of its own: an address may not be negative, and before the first bytes of the log there are others that count for nothing.
  const second = i32.load(i32.add(i32.add(get(at), field("away")), constant(memory.bytes)), 0);
  return {
    name: "suspect",
    parameters: ["i32", "i32", "i32"],
    results: [],
    locals: Array.from({ length: 9 }, () => "i32" as const),
    body: [
      set(index, i32.shiftLeft(cell, constant(1))),
      set(entry, i32.multiply(i32.loadShort(get(index), memory.first), constant(ENTRY))),
      set(last, i32.multiply(i32.loadShort(get(index), memory.first + 2), constant(ENTRY))),
      whileHolds(i32.lessUnsigned(get(entry), get(last)), [
        either(differs, [set(entry, i32.add(get(entry), i32.shiftLeft(field("skip"), constant(2))))], [whenNonzero(i32.equal(second, field("second")), compare(memory)), increase(entry, ENTRY)]),
      ]),
    ].flat(),
  };
}

/** The gram is this entry's: does its literal stand around it, and was it not yet told of in this line? */
function compare(memory: Memory): readonly Bytes[] {
  const field = fieldsIn(memory);
  const kept = keptIn(memory);
  const told = i32.and(i32.lessSigned(get(start), kept("stop")), i32.equal(i32.load(get(owner), memory.seen), kept("line")));
  const inside = i32.and(i32.notLessSigned(get(start), get(from)), i32.notLessSigned(get(to), i32.add(get(start), get(length))));
  const here = i32.loadByte(i32.add(get(start), get(index)), memory.bytes);
  const alike = i32.and(i32.lessUnsigned(get(index), get(length)), i32.equal(here, i32.loadByte(i32.add(get(literal), get(index)), 0)));
  const address = i32.shiftLeft(get(owner), constant(1));
  return [
    set(owner, i32.shiftLeft(field("literal"), constant(2))),
    set(start, i32.subtract(get(at), field("offset"))),
    whenNonzero(i32.isZero(told), [
      set(literal, i32.load(address, memory.literals)),
      set(length, i32.load(address, memory.literals + 4)),
      set(index, none),
      whenNonzero(inside, [whileHolds(alike, [increase(index, 1)]), whenNonzero(i32.equal(get(index), get(length)), tell(memory))]),
    ]),
  ];
}

function tell(memory: Memory): readonly Bytes[] {
  const kept = keptIn(memory);
  const next = kept("next");
  return [
    whenNonzero(i32.notLessSigned(get(start), kept("stop")), enterLine(memory)),
    i32.store(get(owner), kept("line"), memory.seen),
    i32.store(next, get(start)),
    i32.store(next, i32.shiftRight(get(owner), constant(2)), 4),
    i32.store(next, kept("stop"), 8),
    i32.store(next, kept("number"), 12),
    keep(memory, "next", i32.add(next, constant(FIND))),
  ];
}

/** Looks for the line's end, sixteen bytes at a time and then one by one. */
function enterLine(memory: Memory): readonly Bytes[] {
  const kept = keptIn(memory);
  const feeds = i8x16.bitmask(i8x16.equal(i8x16.load(get(stop), memory.bytes), i8x16.splat(constant(LINE_FEED))));
  const isFeed = i32.equal(i32.loadByte(get(stop), memory.bytes), constant(LINE_FEED));
  return [
    set(stop, get(start)),
    whileHolds(i32.and(i32.lessSigned(get(stop), constant(END - VECTOR)), i32.isZero(feeds)), [increase(stop, VECTOR)]),
    whileHolds(i32.and(i32.lessSigned(get(stop), constant(END)), i32.isZero(isFeed)), [increase(stop, 1)]),
    keep(memory, "stop", get(stop)),
    keep(memory, "line", i32.add(kept("line"), constant(1))),
    keep(memory, "number", i32.add(kept("number"), call(COUNT, kept("counted"), get(start)))),
    keep(memory, "counted", get(start)),
  ];
}
