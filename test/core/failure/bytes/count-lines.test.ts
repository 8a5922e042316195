import { expect, test } from "@jest/globals";
import { countLines } from "../../../../src/core/failure/bytes/count-lines.ts";

test("counts exactly the line feeds of any range, at any alignment", () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, index) => [0x0a, 0x0b, 0x8a, 0x09, 0x0a, 0x00, 0xff][(index * index + index) % 7] ?? 0);
  for (const [from, to] of [[0, 5000], [1, 4999], [2, 2], [3, 1203], [4998, 5000]] as const) {
    expect(countLines(bytes, from, to)).toBe(bytes.subarray(from, to).filter((byte) => byte === 0x0a).length);
  }
});

test("counts a block of nothing but line feeds", () => {
  expect(countLines(new Uint8Array(4096).fill(0x0a), 0, 4096)).toBe(4096);
});
