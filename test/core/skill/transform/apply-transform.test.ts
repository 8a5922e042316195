/** What holds of every transform and any bytes: the same answer twice, nothing left to do after once, and never an error without a reason. */
import { expect, test } from "@jest/globals";
import { Fault } from "../../../../src/core/fault/fault.ts";
import { Transform } from "../../../../src/core/skill/contract.ts";
import { applyTransform } from "../../../../src/core/skill/transform/apply-transform.ts";
import { noAttributes, type TextAttributes } from "../../../../src/core/skill/transform/text-attributes.ts";
import { processorTime } from "../../../processor-time.ts";

/** Xorshift (Marsaglia 2003) from a fixed seed: the same thousand files each time. */
function openDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
}

const pieces = ["a", "été ", "\t", "  ", "\r\n", "\n", "\r", "Ã©", "\ufeff", "# coding: latin-1\n", "#!/bin/sh\n", "“x”", "漢字", "\ufffd", "\u00a0", "coding=utf-8", "<?xml version='1.0' encoding='koi8-r'?>"];
const paths = ["a.py", "b.txt", "c.md", "d.xml", "Makefile"];
const attributes: readonly TextAttributes[] = [
  noAttributes,
  { ...noAttributes, endOfLine: "lf", indentStyle: "space", tabWidth: 4, trimTrailingWhitespace: true, insertFinalNewline: true },
  { ...noAttributes, endOfLine: "crlf", trimTrailingWhitespace: false, insertFinalNewline: false, charset: "utf-8" },
];

function roll(dice: (sides: number) => number): Uint8Array {
  const parts = Array.from({ length: dice(9) }, () => {
    if (dice(6) === 0) return Buffer.from([dice(256), dice(256)]);
    return Buffer.from(pieces[dice(pieces.length)] ?? "", dice(4) === 0 ? "latin1" : "utf8");
  });
  return dice(20) === 0 ? Buffer.from(Buffer.concat(parts).toString("utf8"), "utf16le") : Buffer.concat(parts);
}

test.each(Transform.options)("%s: what it gives needs nothing more, and what it refuses has a reason", (transform) => {
  const dice = openDice(20261120);
  let changed = 0;
  for (let count = 0; count < 3000; count += 1) {
    const bytes = roll(dice);
    const input = { path: paths[dice(paths.length)] ?? "", bytes, attributes: attributes[dice(attributes.length)] ?? noAttributes };
    try {
      const once = applyTransform(transform, input);
      if (Buffer.compare(once, bytes) !== 0) changed += 1;
      expect(Buffer.from(applyTransform(transform, { ...input, bytes: once })).toString("hex")).toBe(Buffer.from(once).toString("hex"));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      expect(error.code).toBe("file-refused");
    }
  }
  expect(changed).toBeGreaterThan(100);
});

test.each(Transform.options)("%s: a megabyte of anything takes less than a second", (transform) => {
  for (const piece of ["a ", "Ã©", "\t", "é", "# coding", "ab\r"]) {
    const bytes = Buffer.from(piece.repeat(1_000_000 / piece.length), "latin1");
    expect(processorTime(() => {
      try {
        applyTransform(transform, { path: "a.py", bytes, attributes: noAttributes });
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
      }
    })).toBeLessThan(1000);
  }
});
