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

export function whenNonzero(condition: Bytes, body: readonly Bytes[]): Bytes {
  return [...condition, 0x04, NO_RESULT, ...body.flat(), END];
}

const operation = (code: number) => (left: Bytes, right: Bytes): Bytes => [...left, ...right, code];

export const i32 = {
  isZero: (value: Bytes): Bytes => [...value, 0x45],
  lessUnsigned: operation(0x49),
  add: operation(0x6a),
  subtract: operation(0x6b),
  multiply: operation(0x6c),
  and: operation(0x71),
  or: operation(0x72),
  shiftLeft: operation(0x74),
  /** Shifts by the right operand modulo 32. */
  shiftRight: operation(0x76),
  countOnes: (value: Bytes): Bytes => [...value, 0x69],
  /** The four bytes at `address + offset`, the first one lowest. */
  load: (address: Bytes, offset: number): Bytes => [...address, 0x28, UNALIGNED, ...unsigned(offset)],
  loadByte: (address: Bytes, offset: number): Bytes => [...address, 0x2d, UNALIGNED, ...unsigned(offset)],
  store: (address: Bytes, value: Bytes): Bytes => [...address, ...value, 0x36, UNALIGNED, 0],
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
