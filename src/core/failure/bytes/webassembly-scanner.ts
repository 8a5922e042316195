/** The scanner in WebAssembly. The module is compiled once; each scanner is an instance with a memory of its own. */
import { CELLS } from "./gram-table.ts";
import { CAPACITY, MOST_POSITIONS, SLACK, type OpenScanner } from "./scanner.ts";
import { layout, scanModule } from "./webassembly/scan-module.ts";

/** What is used of WebAssembly's JavaScript interface (https://www.w3.org/TR/wasm-js-api-2/). */
interface Host {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  scan(from: number, to: number, factor: number): number;
  count(from: number, to: number): number;
}

/** Null where WebAssembly is switched off (`node --jitless`) or the processor has no vectors for it. */
export function compileScanner(): OpenScanner | null {
  const host = (globalThis as { readonly WebAssembly?: Host }).WebAssembly;
  const code = scanModule();
  if (host === undefined || !host.validate(code)) return null;
  const module = new host.Module(code);
  return ({ cells, factor }) => {
    const { memory, scan, count } = new host.Instance(module).exports as Exports;
    new Int32Array(memory.buffer, layout.cells, CELLS).set(cells);
    return {
      kind: "webassembly",
      bytes: Buffer.from(memory.buffer, layout.bytes, CAPACITY + SLACK),
      positions: new Uint32Array(memory.buffer, layout.positions, MOST_POSITIONS),
      scan: (from, to) => scan(from & ~7, to, factor),
      countLines: count,
    };
  };
}
