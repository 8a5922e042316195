/** The acceptance rule of a replay, as a table: each row breaks it in one way. */
import { describe, expect, test } from "@jest/globals";
import { accept, acceptanceRule, type ReplayedCase } from "../../../src/core/replay/acceptance.ts";
import type { Ending } from "../../../src/core/replay/ending.ts";

const rule = { ...acceptanceRule, mostSeconds: 10 };
const fixed = (seconds = 2): Ending => ({ kind: "fixed", reason: "", seconds });
const refused = (reason = "eslint does not pass"): Ending => ({ kind: "refused", reason, seconds: 1 });
const wrong: Ending = { kind: "wrong", reason: "changed otherwise", seconds: 2 };
const held = (change: Partial<ReplayedCase> = {}): ReplayedCase => ({ name: "exec_1", source: "recording", truth: "tree", before: fixed(), present: fixed(), after: fixed(), ...change });
const many = (count: number, change: Partial<ReplayedCase> = {}): ReplayedCase[] => Array.from({ length: count }, () => held(change));

describe("accepted", () => {
  test.each<[string, readonly ReplayedCase[]]>([
    ["what fixes the same as before", many(5)],
    ["what fixes one more", [...many(4), held({ truth: "open", before: refused(), present: refused() })]],
    ["what refuses a change that people took back", [...many(4), held({ truth: "rejected", before: wrong, present: wrong, after: refused() })]],
    ["what goes on refusing what must be refused", [...many(4), held({ truth: "refusal", before: refused(), present: refused(), after: refused() })]],
    ["what is a little slower", many(5, { after: fixed(3.9) })],
    ["what is slow where the present version is slow too", many(5, { present: fixed(20), after: fixed(20) })],
    ["a first version, within the bound of standing", many(5, { truth: "open", before: refused(), present: null, after: fixed(9) })],
  ])("%s", (...[, cases]) => {
    expect(accept(cases, rule)).toMatchObject({ accepted: true, reasons: [] });
  });
});

describe("refused, with the reason", () => {
  test.each<[string, readonly ReplayedCase[], number, string]>([
    ["too few failures", many(4), 0, "4 failures were replayed, and at least 5 are needed to judge a version"],
    ["failures that were not reached", many(5), 2, "2 failures were not reached in time: give more with --seconds"],
    ["one wrong change, however much else it fixes", [...many(30), held({ name: "exec_9", after: wrong })], 0, "1 wrongly changed: exec_9"],
    ["fewer fixes", [...many(5), held({ truth: "open", before: fixed(), after: refused() })], 0, "5 fixed, and 6 were before"],
    ["a refusal of what was fixed, though another is gained", [...many(5), held({ name: "exec_7", after: refused() }), held({ truth: "open", before: refused() })], 0, "refuses 1 that was fixed before: exec_7"],
    ["a refusal that says nothing", [...many(5), held({ name: "exec_8", truth: "open", before: refused(), after: refused(" ") })], 0, "refuses 1 without a reason: exec_8"],
    ["half of the fixes taking much longer", many(5, { after: fixed(4.5) }), 0, "half of the fixes take more than 4.5 s; at most 4 s beside the present version's 2 s"],
    ["passing the bound of standing", many(5, { present: fixed(9), after: fixed(11) }), 0, "half of the fixes take more than 11 s; at most 10 s beside the present version's 9 s"],
    ["a first version beyond that bound", many(5, { truth: "open", before: refused(), present: null, after: fixed(10.5) }), 0, "half of the fixes take more than 10.5 s; at most 10 s are allowed"],
  ])("%s", (...[, cases, notReached, reason]) => {
    const verdict = accept(cases, rule, notReached);
    expect([verdict.accepted, verdict.reasons.includes(reason) ? reason : verdict.reasons]).toEqual([false, reason]);
  });
});

test("the tally counts each ending, and the median of what was fixed", () => {
  const cases = [held({ after: fixed(1) }), held({ after: fixed(3) }), held({ after: refused() }), held({ after: wrong })];
  expect(accept(cases, rule).after).toEqual({ fixed: 2, wrong: 1, refused: 1, seconds: 2 });
});
