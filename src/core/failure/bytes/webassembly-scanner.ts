/** The scanner in WebAssembly. A table's module is compiled once; each scanner is an instance with a memory of its own. */
import type { Finds } from "./finds.ts";
import { CAPACITY, SLACK, SLICE, type Scanner, type ScannerMaker } from "./scanner.ts";
import { encodeModule } from "./webassembly/encode.ts";
import { constant, i8x16 } from "./webassembly/instructions.ts";
import { fill, FIND_NUMBERS, layOut, MOST_FINDS, STATE, type Memory } from "./webassembly/memory.ts";
import { scanModule } from "./webassembly/scan-module.ts";

/** What is used of WebAssembly's JavaScript interface (https://www.w3.org/TR/wasm-js-api-2/). */
interface Host {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  scan(at: number, end: number, from: number, to: number): number;
  count(from: number, to: number): number;
}

/** A module with one vector in it, to ask whether the machine takes such a one at all. */
const trial = (): Uint8Array<ArrayBuffer> => encodeModule({ pages: 1, functions: [{ name: "trial", parameters: [], results: ["i32"], locals: [], body: i8x16.bitmask(i8x16.splat(constant(0))) }] });

/** Null where WebAssembly is switched off (`node --jitless`) or the processor has no vectors for it. */
export function webAssemblyScanner(): ScannerMaker | null {
  const host = (globalThis as { readonly WebAssembly?: Host }).WebAssembly;
  if (host === undefined || !host.validate(trial())) return null;
  return (table) => {
    const memory = layOut(table);
    const module = new host.Module(scanModule(table, memory));
    return () => {
      const exports = new host.Instance(module).exports as Exports;
      fill(exports.memory.buffer, table, memory);
      return openScanner(exports, memory);
    };
  };
}

function openScanner({ memory: { buffer }, scan, count }: Exports, memory: Memory): Scanner {
  const seen = new Int32Array(buffer, memory.seen, (memory.state - memory.seen) / 4);
  const state = new Int32Array(buffer, memory.state, 5);
  const found = new Int32Array(buffer, memory.finds, MOST_FINDS * FIND_NUMBERS);
  const find = (from: number, to: number, finds: Finds): number => {
    seen.fill(0);
    state.set([0, 0, memory.finds, from, 0]);
    for (let at = from & ~7; at < to; ) {
      state[STATE.next / 4] = memory.finds;
      at = scan(at, Math.min((at + SLICE) & ~7, to), from, to);
      collect(found, ((state[STATE.next / 4] as number) - memory.finds) / 4, finds);
    }
    return (state[STATE.number / 4] as number) + count(state[STATE.counted / 4] as number, to);
  };
  return { kind: "webassembly", bytes: Buffer.from(buffer, memory.bytes, CAPACITY + SLACK), find };
}

function collect(found: Int32Array, size: number, { starts, literals, stops, numbers }: Finds): void {
  for (let index = 0; index < size; index += FIND_NUMBERS) {
    starts.push(found[index] as number);
    literals.push(found[index + 1] as number);
    stops.push(found[index + 2] as number);
    numbers.push(found[index + 3] as number);
  }
}
