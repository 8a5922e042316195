import { expect, test } from "@jest/globals";
import { canonicalJson, type Digest } from "../../../src/core/identity/digest.ts";
import { canonicalEntry, type UnsealedEntry } from "../../../src/core/ledger/canonical-entry.ts";
import type { LedgerEntry } from "../../../src/core/ledger/entry.ts";

const strings = ["", "plain", "with \"quotes\" and \\", "line\nbreak\ttab", "\u0000\u001f\u007f", "é ü ß", "日本語", "😀", "\u2028\u2029", "\ufeff", "a/b", "__proto__", "</script>", "\u0080\u009f"];
const numbers = [0, -0, 1, -1, 0.1, 1e21, 1e-7, 123456789012345680000, 5e-324, 1.7976931348623157e308, 333333333.33333329];

/** Linear congruential generator (Numerical Recipes): the same values in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state % below; };
}

type Payload = LedgerEntry["payload"];
type Json = Payload[string];

function entryOf(pick: (below: number) => number): UnsealedEntry {
  const text = (): string => strings.slice(pick(strings.length)).slice(0, 1 + pick(2)).join("");
  const orNull = (content: string): string | null => pick(3) === 0 ? null : content;
  const value = (depth: number): Json => {
    const choice = pick(depth > 3 ? 4 : 6);
    if (choice === 0) return null;
    if (choice === 1) return pick(2) === 0;
    if (choice === 2) return numbers[pick(numbers.length)] ?? 0;
    if (choice === 3) return text();
    if (choice === 4) return Array.from({ length: pick(4) }, () => value(depth + 1));
    return payload(depth + 1);
  };
  const payload = (depth: number): Payload => Object.fromEntries(Array.from({ length: pick(5) }, () => [text() + pick(12), value(depth)]));
  const entry = {
    seq: 1 + pick(1e9), at: text(), repo: orNull(text()), repair: orNull(text()), kind: text(), phase: orNull(text()), payload: payload(0),
    evidence: Array.from({ length: pick(3) }, () => ({ path: text(), sha256: "ab".repeat(32) as Digest })), prompt_sha256: orNull("cd".repeat(32)), prev: "0".repeat(64),
  };
  return entry as unknown as UnsealedEntry;
}

test("an entry is written as RFC 8785 says: equal to the library's canonical form for five thousand entries of all shapes", () => {
  const pick = generator(8785);
  for (let round = 0; round < 5_000; round += 1) {
    const entry = entryOf(pick);
    expect(canonicalEntry(entry)).toBe(canonicalJson(entry));
  }
});

test("keys are ordered by UTF-16 code units, as the RFC's own example has it", () => {
  const payload = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
  const entry = { ...entryOf(generator(1)), payload };
  expect(canonicalEntry(entry)).toContain('"payload":{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
});

test("what has no canonical form is refused, not written somehow", () => {
  expect(() => canonicalEntry({ ...entryOf(generator(1)), payload: { number: Number.NaN } })).toThrow();
  expect(() => canonicalEntry({ ...entryOf(generator(1)), payload: { text: "\ud800" } })).toThrow();
});
