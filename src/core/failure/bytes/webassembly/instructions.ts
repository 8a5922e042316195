/**
 * WebAssembly's instructions as functions that give their bytes (Core Specification 2.0, §5.4). Operands are written inside, as in a formula:
 * `i32.add(get(0), constant(2))`.
 */
import { signed, unsigned, type Bytes } from "./encode.ts";

/** Number of a parameter or local of the function. */
export type Local = number;

/** Blocks without a result. */
const NO_RESULT = 0x40;
const END = 0x0b;
/** Prefix of the vector instructions (§5.4.8). */
const VECTOR = 0xfd;
/** Alignment is a hint, a power of two (§5.4.6): none is promised. */
const UNALIGNED = 0;

export const get = (local: Local): Bytes => [0x20, ...unsigned(local)];
export const set = (local: Local, value: Bytes): Bytes => [...value, 0x21, ...unsigned(local)];
/** Sets a local and gives its value. */
export const tee = (local: Local, value: Bytes): Bytes => [...value, 0x22, ...unsigned(local)];
export const constant = (value: number): Bytes => [0x41, ...signed(value)];

/** Repeats the body as long as the condition, which is tested first, holds: `block (loop (br_if 1 (not condition)) … (br 0))`. */
export function whileHolds(condition: Bytes, body: readonly Bytes[]): Bytes {
  return [0x02, NO_RESULT, 0x03, NO_RESULT, ...i32.isZero(condition), 0x0d, 1, ...body.flat(), 0x0c, 0, END, END];
}

/** Runs the function with this number in its module; its results stay. */
export const call = (number: number, ...operands: readonly Bytes[]): Bytes => [...operands.flat(), 0x10, ...unsigned(number)];
/** Leaves the function with this result. */
export const leave = (value: Bytes): Bytes => [...value, 0x0f];

export function whenNonzero(condition: Bytes, body: readonly Bytes[]): Bytes {
  return [...condition, 0x04, NO_RESULT, ...body.flat(), END];
}

export function either(condition: Bytes, whenNonzero: readonly Bytes[], whenZero: readonly Bytes[]): Bytes {
  return [...condition, 0x04, NO_RESULT, ...whenNonzero.flat(), 0x05, ...whenZero.flat(), END];
}

const operation = (code: number) => (left: Bytes, right: Bytes): Bytes => [...left, ...right, code];

export const i32 = {
  isZero: (value: Bytes): Bytes => [...value, 0x45],
  equal: operation(0x46),
  lessSigned: operation(0x48),
  lessUnsigned: operation(0x49),
  notLessSigned: operation(0x4e),
  add: operation(0x6a),
  subtract: operation(0x6b),
  multiply: operation(0x6c),
  and: operation(0x71),
  or: operation(0x72),
  exclusiveOr: operation(0x73),
  shiftLeft: operation(0x74),
  /** Shifts by the right operand modulo 32. */
  shiftRight: operation(0x76),
  countOnes: (value: Bytes): Bytes => [...value, 0x69],
  /** The four bytes at `address + offset`, the first one lowest. */
  load: (address: Bytes, offset: number): Bytes => [...address, 0x28, UNALIGNED, ...unsigned(offset)],
  loadByte: (address: Bytes, offset: number): Bytes => [...address, 0x2d, UNALIGNED, ...unsigned(offset)],
  /** Two bytes, the first one lowest. */
  loadShort: (address: Bytes, offset: number): Bytes => [...address, 0x2f, UNALIGNED, ...unsigned(offset)],
  store: (address: Bytes, value: Bytes, offset = 0): Bytes => [...address, ...value, 0x36, UNALIGNED, ...unsigned(offset)],
} as const;

/** Vectors of sixteen bytes. */
export const i8x16 = {
  load: (address: Bytes, offset: number): Bytes => [...address, VECTOR, 0x00, UNALIGNED, ...unsigned(offset)],
  /** The same byte sixteen times. */
  splat: (value: Bytes): Bytes => [...value, VECTOR, 0x0f],
  equal: (left: Bytes, right: Bytes): Bytes => [...left, ...right, VECTOR, 0x23],
  /** One bit for each byte: its highest. */
  bitmask: (value: Bytes): Bytes => [...value, VECTOR, 0x64],
} as const;

/** Vectors of four 32-bit integers. */
export const i32x4 = {
  splat: (value: Bytes): Bytes => [...value, VECTOR, 0x11],
  /** Bytes chosen from one vector, by their sixteen numbers. */
  choose: (vector: Bytes, numbers: readonly number[]): Bytes => [...vector, ...vector, VECTOR, 0x0d, ...numbers],
  lane: (vector: Bytes, number: number): Bytes => [...vector, VECTOR, 0x1b, number],
  and: (left: Bytes, right: Bytes): Bytes => [...left, ...right, VECTOR, 0x4e],
  shiftLeft: (vector: Bytes, count: Bytes): Bytes => [...vector, ...count, VECTOR, ...unsigned(0xab)],
  shiftRight: (vector: Bytes, count: Bytes): Bytes => [...vector, ...count, VECTOR, ...unsigned(0xad)],
  multiply: (left: Bytes, right: Bytes): Bytes => [...left, ...right, VECTOR, ...unsigned(0xb5)],
} as const;
