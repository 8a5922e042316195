/**
 * Writes a WebAssembly module as bytes: just enough of the binary format (WebAssembly Core Specification 2.0, chapter 5,
 * https://www.w3.org/TR/wasm-core-2/#binary-format) for a module with one memory and some functions, all exported.
 */
export type Bytes = readonly number[];

/** Value types (§5.3): a 32-bit integer and a vector of 128 bits. */
export const valueType = { i32: 0x7f, v128: 0x7b } as const;
export type ValueType = keyof typeof valueType;

export interface Function_ {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  readonly locals: readonly ValueType[];
  /** The instructions, without the closing `end`. */
  readonly body: Bytes;
}

export interface Module_ {
  /** Size of the memory, exported as `memory`, in pages of 64 KB. */
  readonly pages: number;
  readonly functions: readonly Function_[];
}

/** `\0asm` and version 1 (§5.5.16). */
const PREAMBLE: Bytes = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
/** Section numbers (§5.5.2); sections stand in ascending order. */
const SECTION = { type: 1, function: 3, memory: 5, export: 7, code: 10 } as const;
const FUNCTION_TYPE = 0x60;
const END = 0x0b;
const EXPORTED = { function: 0x00, memory: 0x02 } as const;
/** A memory with a minimum and a maximum size (§5.3.7). */
const BOTH_LIMITS = 0x01;

export function encodeModule({ pages, functions }: Module_): Uint8Array<ArrayBuffer> {
  const numbers = functions.map((_, index) => unsigned(index));
  return Uint8Array.from([
    ...PREAMBLE,
    ...section(SECTION.type, functions.map(({ parameters, results }) => [FUNCTION_TYPE, ...types(parameters), ...types(results)])),
    ...section(SECTION.function, numbers),
    ...section(SECTION.memory, [[BOTH_LIMITS, ...unsigned(pages), ...unsigned(pages)]]),
    ...section(SECTION.export, [
      [...name("memory"), EXPORTED.memory, 0],
      ...functions.map((one, index) => [...name(one.name), EXPORTED.function, ...unsigned(index)]),
    ]),
    ...section(SECTION.code, functions.map(code)),
  ]);
}

/** A function's code (§5.5.13): its size, its locals in runs of one type, its instructions. */
function code({ locals, body }: Function_): Bytes {
  const runs = locals.map((type) => [1, valueType[type]]);
  return sized([...vector(runs), ...body, END]);
}

function section(number: number, items: readonly Bytes[]): Bytes {
  return [number, ...sized(vector(items))];
}

/** A vector (§5.1.3): how many, then each. */
function vector(items: readonly Bytes[]): Bytes {
  return [...unsigned(items.length), ...items.flat()];
}

function types(list: readonly ValueType[]): Bytes {
  return vector(list.map((type) => [valueType[type]]));
}

function sized(bytes: Bytes): Bytes {
  return [...unsigned(bytes.length), ...bytes];
}

function name(text: string): Bytes {
  return sized([...new TextEncoder().encode(text)]);
}

/** Unsigned LEB128 (§5.2.2): seven bits a byte, the lowest first, the high bit says that more follow. */
export function unsigned(value: number): Bytes {
  const low = value & 0x7f;
  const rest = value >>> 7;
  return rest === 0 ? [low] : [low | 0x80, ...unsigned(rest)];
}

/** Signed LEB128 (§5.2.2) of a 32-bit integer. */
export function signed(value: number): Bytes {
  const low = value & 0x7f;
  const rest = value >> 7;
  const whole = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return whole ? [low] : [low | 0x80, ...signed(rest)];
}
