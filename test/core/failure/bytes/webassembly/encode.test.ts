import { expect, test } from "@jest/globals";
import { encodeModule, signed, unsigned } from "../../../../../src/core/failure/bytes/webassembly/encode.ts";
import { constant, get, i32 } from "../../../../../src/core/failure/bytes/webassembly/instructions.ts";
import { chooseGrams } from "../../../../../src/core/failure/bytes/choose-grams.ts";
import { buildGramTable } from "../../../../../src/core/failure/bytes/gram-table.ts";
import { layOut } from "../../../../../src/core/failure/bytes/webassembly/memory.ts";
import { scanModule } from "../../../../../src/core/failure/bytes/webassembly/scan-module.ts";

test.each([[0, [0]], [3, [3]], [127, [0x7f]], [128, [0x80, 1]], [624_485, [0xe5, 0x8e, 0x26]]])("writes %d as unsigned LEB128", (value, bytes) => {
  expect(unsigned(value)).toEqual(bytes);
});

test.each([[0, [0]], [63, [0x3f]], [64, [0xc0, 0]], [-1, [0x7f]], [-64, [0x40]], [-65, [0xbf, 0x7f]], [-123_456, [0xc0, 0xbb, 0x78]]])("writes %d as signed LEB128", (value, bytes) => {
  expect(signed(value)).toEqual(bytes);
});

test("writes a module that WebAssembly accepts and that computes", async () => {
  const code = encodeModule({ pages: 1, functions: [{ name: "twice", parameters: ["i32"], results: ["i32"], locals: [], body: i32.multiply(get(0), constant(2)) }] });
  const host = globalThis as unknown as { WebAssembly: { instantiate(bytes: Uint8Array): Promise<{ instance: { exports: { twice(value: number): number } } }> } };
  const { instance } = await host.WebAssembly.instantiate(code);
  expect(instance.exports.twice(21)).toBe(42);
});

test("the scanner's module stays small enough to be read", () => {
  const literals = [Buffer.from("FAILED ")];
  const table = buildGramTable(literals, chooseGrams(literals));
  expect(scanModule(table, layOut(table)).length).toBeLessThan(2048);
});
