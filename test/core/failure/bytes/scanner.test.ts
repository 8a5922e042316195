import { describe, expect, test } from "@jest/globals";
import { chooseGrams } from "../../../../src/core/failure/bytes/choose-grams.ts";
import { noFinds, type Finds } from "../../../../src/core/failure/bytes/finds.ts";
import { buildGramTable } from "../../../../src/core/failure/bytes/gram-table.ts";
import { plainScanner } from "../../../../src/core/failure/bytes/plain-scanner.ts";
import { SLICE, type Scanner } from "../../../../src/core/failure/bytes/scanner.ts";
import { webAssemblyScanner } from "../../../../src/core/failure/bytes/webassembly-scanner.ts";
import { formats } from "../../../../src/core/failure/formats/registry.ts";
import { troubledLog } from "../../../bench/background-log.ts";
import { seededRandom } from "../seeded-random.ts";

const words = [...new Set(formats.flatMap(({ rules }) => rules.flatMap(({ literals }) => literals)))];
const literals = words.map((word) => Buffer.from(word));
const table = buildGramTable(literals, chooseGrams(literals));
const plain = plainScanner(table)();
const compiled = webAssemblyScanner()?.(table)();
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

/** What the scanner gives, and how many line feeds it counts. */
function findIn(scanner: Scanner, text: Buffer, at: number): { readonly finds: Finds; readonly feeds: number } {
  load(scanner, text, at);
  const finds = noFinds();
  return { finds, feeds: scanner.find(at, at + text.length, finds) };
}

/** The same in words: for each find its line's beginning, and the literal. */
function found(scanner: Scanner, text: Buffer, at: number): readonly string[] {
  const { finds } = findIn(scanner, text, at);
  return finds.literals.map((literal, index) => `${String(lineOf(text, (finds.starts[index] ?? 0) - at))} ${words[literal] ?? ""}`).sort();
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

  test.each(scanners.map((scanner) => [scanner.kind, scanner] as const))("gives %s the end and the number of each line in which something was found, and the number of all lines", (_kind, scanner) => {
    const { finds, feeds } = findIn(scanner, text, 5);
    const before = (position: number): number => text.subarray(0, position - 5).filter((byte) => byte === 10).length;
    expect(feeds).toBe(before(5 + text.length));
    for (const index of [0, 1, 2, (finds.starts.length / 2) | 0, finds.starts.length - 1].filter((one) => one >= 0 && one < finds.starts.length)) {
      const start = finds.starts[index] ?? 0;
      const feed = text.indexOf(10, start - 5);
      expect(finds.numbers[index]).toBe(before(start));
      if (feed >= 0) expect(finds.stops[index]).toBe(feed + 5);
      else expect(finds.stops[index]).toBeGreaterThanOrEqual(5 + text.length);
    }
  });

  test("gives both scanners the same finds in the same order", () => {
    if (compiled === undefined) return;
    for (const [at, length] of [[3, text.length], [8, Math.min(text.length, SLICE)], [13, Math.min(text.length, 1)]] as const) {
      expect(findIn(compiled, text.subarray(0, length), at)).toEqual(findIn(plain, text.subarray(0, length), at));
    }
  });
});

test("more finds than have room at once are all given", () => {
  const text = Buffer.from("FAILED \n".repeat(30_000));
  for (const scanner of scanners) expect(new Set(findIn(scanner, text, 0).finds.numbers).size).toBe(30_000);
});

test("a literal shorter than four bytes is refused", () => {
  expect(() => chooseGrams([Buffer.from("abc")])).toThrow(RangeError);
});

test("the machine that runs the tests has WebAssembly, so that both scanners were tried", () => {
  expect(scanners.map(({ kind }) => kind)).toEqual(["javascript", "webassembly"]);
});
