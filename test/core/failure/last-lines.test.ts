import { expect, test } from "@jest/globals";
import { LastLines } from "../../../src/core/failure/last-lines.ts";
import type { RawRun } from "../../../src/core/failure/raw-run.ts";

/** Lines of a log from this number on, as a run in memory of its own. */
function run(number: number, ...lines: readonly string[]): RawRun {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  return { number, count: lines.length, bytes, from: 0, to: bytes.length };
}

const textsOf = (kept: LastLines): readonly string[] => kept.take().lines.map(({ number, text }) => `${String(number)} ${text}`);

test("the last lines become text when the log is over, in order, whether they came as bytes or as text", () => {
  const kept = new LastLines(10);
  kept.push(run(1, "2026-01-02T03:04:05.0000000Z one", "two"));
  kept.push({ number: 3, text: "three", marker: null });
  kept.settle();
  kept.push(run(7, "seven"));
  kept.settle();
  expect(kept.lastNumber).toBe(7);
  expect(textsOf(kept)).toEqual(["1 one", "2 two", "3 three", "7 seven"]);
});

test("no more lines are kept than were asked for, and it is told that others went", () => {
  const kept = new LastLines(3);
  kept.push(run(1, "a", "b"));
  kept.push(run(3, "c", "d"));
  kept.settle();
  expect(kept.take()).toEqual({ dropped: true, lines: [{ number: 2, text: "b", marker: null }, { number: 3, text: "c", marker: null }, { number: 4, text: "d", marker: null }] });
});

test("as many lines as were asked for are kept without a loss", () => {
  const kept = new LastLines(2);
  kept.push(run(1, "a", "b"));
  kept.settle();
  expect(kept.take().dropped).toBe(false);
});

test("the log's bytes may change once what is kept was settled", () => {
  const kept = new LastLines(10);
  const changing = run(1, "before");
  kept.push(changing);
  kept.settle();
  changing.bytes.fill("x");
  expect(textsOf(kept)).toEqual(["1 before"]);
});

test("however many lines pass, the last ones are right: the memory that they lie in is used again", () => {
  const kept = new LastLines(50);
  for (let number = 1; number <= 20_000; number += 4) {
    kept.push(run(number, `line ${String(number)} ${"x".repeat(number % 997)}`, "second", "third", "fourth"));
    if (number % 12 === 1) kept.settle();
  }
  kept.settle();
  const lines = kept.take().lines;
  expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, index) => 19_951 + index));
  expect(lines.filter(({ number }) => number % 4 === 1).map(({ text }) => text)).toEqual(Array.from({ length: 12 }, (_, index) => 19_953 + 4 * index).map((number) => `line ${String(number)} ${"x".repeat(number % 997)}`));
});

test("of lines of a hundred thousand bytes, the first 4,096 of each are kept", () => {
  const kept = new LastLines(2);
  kept.push(run(1, "a".repeat(100_000), "b".repeat(100_000)));
  kept.settle();
  expect(kept.take().lines.map(({ text }) => [text[0], text.length])).toEqual([["a", 4096], ["b", 4096]]);
});
