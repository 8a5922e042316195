import { describe, expect, test } from "@jest/globals";
import { clearFinds, createFinder, noFinds } from "../../../../src/core/failure/bytes/find-literals.ts";
import { chooseGrams } from "../../../../src/core/failure/bytes/choose-grams.ts";
import { buildGramTable } from "../../../../src/core/failure/bytes/gram-table.ts";
import { openPlainScanner } from "../../../../src/core/failure/bytes/plain-scanner.ts";
import { SLICE, type Scanner } from "../../../../src/core/failure/bytes/scanner.ts";
import { compileScanner } from "../../../../src/core/failure/bytes/webassembly-scanner.ts";
import { formats } from "../../../../src/core/failure/formats/registry.ts";
import { troubledLog } from "../../../bench/background-log.ts";
import { seededRandom } from "../seeded-random.ts";

const words = [...new Set(formats.flatMap(({ rules }) => rules.flatMap(({ literals }) => literals)))];
const literals = words.map((word) => Buffer.from(word));
const table = buildGramTable(literals, chooseGrams(literals));
const finder = createFinder(literals, table);
const plain = openPlainScanner(table);
const compiled = compileScanner()?.(table);
const scanners = compiled === undefined ? [plain] : [plain, compiled];

/** Random text made of the literals themselves, halves of them, and what stands around them. */
function mixture(seed: number, length: number): Buffer {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pieces = Array.from({ length }, () => {
    const word = words[below(words.length)] ?? "";
    const start = below(word.length);
    return [word, word.slice(0, start), word.slice(start), "\n", " ", "x".repeat(below(9)), String(below(1000)), "é", "\0"][below(9)] ?? "";
  });
  return Buffer.from(pieces.join(""));
}

const texts: Readonly<Record<string, Buffer>> = {
  "a seeded log": Buffer.from(troubledLog({ seed: 11, lines: 3000, every: 20 })),
  "literals, whole and broken, side by side": mixture(1, 30_000),
  "one line of one literal": Buffer.from("● ".repeat(60_000)),
  "line feeds alone": Buffer.alloc(70_000, "\n"),
  "a literal at the very end": Buffer.from("x FAILED "),
  "bytes of every value": Buffer.from(Uint8Array.from({ length: 100_000 }, (_, index) => (index * index * 31 + index) & 255)),
  "nothing": Buffer.alloc(0),
};

function load(scanner: Scanner, text: Buffer, at: number): void {
  scanner.bytes.fill("# ", 0);
  scanner.bytes.set(text, at);
}

/** What the scanner and the finder give for each line: its end, and the literals in it. */
function found(scanner: Scanner, text: Buffer, at: number): readonly string[] {
  load(scanner, text, at);
  const finds = noFinds();
  const to = at + text.length;
  for (let from = at; from < to; from = Math.min((from + SLICE) & ~7, to)) {
    const count = scanner.scan(from, Math.min((from + SLICE) & ~7, to));
    finder.find(scanner.bytes, { positions: scanner.positions, count, from: at, to }, finds);
  }
  const lines = finds.literals.map((literal, index) => `${String(lineOf(text, (finds.starts[index] ?? 0) - at))} ${words[literal] ?? ""}`);
  clearFinds(finds);
  return lines.sort();
}

function lineOf(text: Buffer, position: number): number {
  return text.lastIndexOf(10, position) + 1;
}

/** The same, by looking for each literal everywhere. */
function searched(text: Buffer): readonly string[] {
  const lines = new Set<string>();
  literals.forEach((literal, index) => {
    for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) lines.add(`${String(lineOf(text, at))} ${words[index] ?? ""}`);
  });
  return [...lines].sort();
}

describe.each(Object.entries(texts))("%s", (_, text) => {
  test.each(scanners.map((scanner) => [scanner.kind, scanner] as const))("gives %s each literal of each line once, wherever the text lies, and nothing else", (_kind, scanner) => {
    const expected = searched(text);
    for (const at of [0, 1, 6, 16_383]) expect(found(scanner, text, at)).toEqual(expected);
  });

  test("gives both scanners the same positions and the same number of lines", () => {
    if (compiled === undefined) return;
    for (const scanner of scanners) load(scanner, text, 3);
    for (const [from, length] of [[3, text.length], [8, Math.min(text.length, SLICE)], [13, 1]] as const) {
      const to = Math.min(from + length, from + SLICE - 8);
      expect([...compiled.positions.subarray(0, compiled.scan(from, to))]).toEqual([...plain.positions.subarray(0, plain.scan(from, to))]);
      expect(compiled.countLines(from, to)).toBe(plain.countLines(from, to));
    }
  });
});

test("a literal shorter than four bytes is refused", () => {
  expect(() => chooseGrams([Buffer.from("abc")])).toThrow(RangeError);
});

test("the machine that runs the tests has WebAssembly, so that both scanners were tried", () => {
  expect(scanners.map(({ kind }) => kind)).toEqual(["javascript", "webassembly"]);
});
