import { describe, expect, test } from "@jest/globals";
import { baselineOf, baselineText } from "../../../../src/core/repair/guard/baseline.ts";
import { stages } from "../../../../src/core/policy/stage.ts";
import type { LedgerEntry } from "../../../../src/core/ledger/entry.ts";

/** A verdict on a pull request that is denied by the rules named. */
const verdict = (pull: number, ...rules: readonly string[]): LedgerEntry => ({
  seq: pull, at: "2026-11-20T08:00:00.000Z", repo: "octo/hello", repair: null, kind: "policy_evaluated", phase: null, evidence: [], prompt_sha256: null, prev: "", hash: "",
  payload: { gate: "merge", answer: "allow", summary: "", policy_sha256: "", head_sha: null, base_sha: "", pull, rules: rules.map((rule) => ({ rule, pack: "strict", answer: "deny", set_aside: "only observed here, not enforced", facts: [] })) },
}) as unknown as LedgerEntry;
const many = (count: number, denied: (index: number) => boolean): readonly LedgerEntry[] => Array.from({ length: count }, (_, index) => (denied(index) ? verdict(index + 1, "no-skips") : verdict(index + 1)));

test("the last verdict of each pull request counts, with the rules that would have held it up", () => {
  const entries = [verdict(2, "no-skips", "approved"), verdict(1), verdict(2), verdict(1, "no-skips")];
  expect(baselineOf(entries)).toMatchObject({ pulls: 2, denied: 1, rules: [{ rule: "approved", pulls: 1 }, { rule: "no-skips", pulls: 1 }] });
});

describe("enforcing is proposed", () => {
  test.each<readonly [string, readonly LedgerEntry[], boolean]>([
    ["after 20 pull requests with a steady small share", many(20, (index) => index % 10 === 0), true],
    ["not after 19", many(19, () => false), false],
    ["not while lately more are held up than before", many(40, (index) => index < 12), false],
    ["not where it would hold up one in three", many(40, (index) => index % 3 === 0), false],
    ["where the share has not moved and is none", many(30, () => false), true],
  ])("%s", (_what, entries, stable) => {
    const baseline = baselineOf(entries);
    expect([baseline.stable, baselineText(baseline, stages).includes("gate: {mode: enforce}")]).toEqual([stable, stable]);
  });
});

test("entries of before, which name no pull request, do not count", () => {
  const old = { ...verdict(1), payload: { gate: "merge", answer: "deny", summary: "", policy_sha256: "", head_sha: null, base_sha: "" } } as unknown as LedgerEntry;
  expect(baselineOf([old]).pulls).toBe(0);
});

describe("where named gates observe while the others enforce", () => {
  const enforced = (pull: number): LedgerEntry => { const entry = verdict(pull, "checks-failed"); return { ...entry, payload: { ...entry.payload, answer: "deny", rules: [{ rule: "checks-failed", pack: "default", answer: "deny", set_aside: null, facts: [] }] } }; };

  test("what the others deny is not theirs to count", () => {
    expect(baselineOf([verdict(1, "no-skips"), enforced(2), enforced(3)], "observed")).toMatchObject({ pulls: 3, denied: 1, rules: [{ rule: "no-skips", pulls: 1 }] });
  });

  test("it is proposed to take them out of gate.observe, by their names", () => {
    expect(baselineText(baselineOf(many(20, () => false), "observed"), [3])).toBe("This gate only observes in part (3 change safety). So far it has judged 20 pull requests and would there have denied 0. The share is stable (0 %, lately 0 %): taken out of `gate.observe` in `.github/regreen.yml`, they count.");
  });
});
