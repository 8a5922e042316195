import { describe, expect, test } from "@jest/globals";
import type { Digest } from "../../../src/core/identity/digest.ts";
import { RepositoryName } from "../../../src/core/identity/identifier.ts";
import { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { appendEntries, appendEntry, hashOf, origin } from "../../../src/core/ledger/chain.ts";
import { LedgerEntry, type LedgerDraft } from "../../../src/core/ledger/entry.ts";
import { verifyChain } from "../../../src/core/ledger/verify-chain.ts";

const draft = (number: number): LedgerDraft => ({
  at: Timestamp.parse("2026-11-20T08:15:00Z"), repo: RepositoryName.parse("octo/hello"), repair: null, kind: "human_decision", phase: "PLAN",
  payload: { number }, evidence: [{ path: "plan.json", sha256: "ab".repeat(32) as Digest }], prompt_sha256: null,
});
const chain = appendEntries(origin, Array.from({ length: 9 }, (_, index) => draft(index + 1)));
const at = (seq: number): LedgerEntry => chain[seq - 1] ?? Promise.reject(new Error("no such entry")) as never;
const renumbered = (entries: readonly LedgerEntry[]): LedgerEntry[] => entries.map((entry, index) => ({ ...entry, seq: index + 1 }));
const resealed = (entry: LedgerEntry): LedgerEntry => ({ ...entry, hash: hashOf(entry) });

test("a chain that was only appended to holds, and says what its head is", () => {
  expect(verifyChain(chain)).toEqual({ holds: true, head: { seq: 9, hash: at(9).hash }, entries: 9 });
});

test("an empty chain holds", () => {
  expect(verifyChain([])).toEqual({ holds: true, head: origin, entries: 0 });
});

test("every entry is one that the schema names, and the first was chained to 64 zeros", () => {
  expect(chain.map((entry) => LedgerEntry.parse(entry))).toEqual(chain);
  expect(at(1).prev).toBe("0".repeat(64));
});

describe("an edit is found and named, whichever field it is in", () => {
  const edits: Partial<Record<keyof LedgerEntry, unknown>> = {
    at: "2026-11-20T08:15:01Z", repo: "octo/other", repair: "fix_20261120_081500_k3f9", kind: "stopped", phase: "SPEC", payload: { number: 4, more: 1 },
    evidence: [], prompt_sha256: "cd".repeat(32), prev: "ef".repeat(32), hash: "01".repeat(32),
  };
  test.each(Object.entries(edits))("%s", (field, content) => {
    expect(verifyChain(chain.with(3, { ...at(4), [field]: content } as LedgerEntry))).toMatchObject({ holds: false, seq: 4, why: "edited" });
  });
});

test("an edit whose hash was computed anew is named by the entry that was chained to the old one", () => {
  expect(verifyChain(chain.with(3, resealed({ ...at(4), payload: { number: 5 } })))).toMatchObject({ holds: false, seq: 4, why: "edited" });
});

test("a removed entry leaves a gap that is named", () => {
  expect(verifyChain(chain.toSpliced(3, 1))).toMatchObject({ holds: false, seq: 4, why: "removed", message: "entry 4 is missing" });
  expect(verifyChain(chain.toSpliced(3, 2))).toMatchObject({ holds: false, seq: 4, why: "removed", message: "entries 4 to 5 are missing" });
  expect(verifyChain(chain.slice(1))).toMatchObject({ holds: false, seq: 1, why: "removed" });
});

test("a removed entry is named also when the rest were numbered anew", () => {
  expect(verifyChain(renumbered(chain.toSpliced(3, 1)))).toMatchObject({ holds: false, seq: 4, why: "removed" });
  expect(verifyChain(renumbered(chain.toSpliced(7, 1)))).toMatchObject({ holds: false, seq: 8, why: "removed" });
});

test("an inserted entry is named, well chained or not", () => {
  const forged = appendEntry({ seq: 3, hash: at(3).hash }, draft(99));
  expect(verifyChain(renumbered(chain.toSpliced(3, 0, forged)))).toMatchObject({ holds: false, seq: 4, why: "inserted" });
  expect(verifyChain(renumbered(chain.toSpliced(3, 0, { ...forged, hash: "23".repeat(32) as Digest })))).toMatchObject({ holds: false, seq: 4, why: "inserted" });
  expect(verifyChain([{ ...at(1), seq: 0 }, ...chain])).toMatchObject({ holds: false, seq: 0, why: "inserted" });
});

test("entries that changed places are named by the first of them, side by side or apart", () => {
  expect(verifyChain(renumbered(chain.with(3, at(5)).with(4, at(4))))).toMatchObject({ holds: false, seq: 4, why: "reordered" });
  expect(verifyChain(renumbered(chain.with(2, at(8)).with(7, at(3))))).toMatchObject({ holds: false, seq: 3, why: "reordered" });
});

test("a chain cut short is found against a checkpoint, and only there", () => {
  expect(verifyChain(chain.slice(0, 6))).toMatchObject({ holds: true });
  expect(verifyChain(chain.slice(0, 6), { seq: 9, hash: at(9).hash })).toMatchObject({ holds: false, seq: 7, why: "truncated" });
  expect(verifyChain([], { seq: 9, hash: at(9).hash })).toMatchObject({ holds: false, seq: 1, why: "truncated" });
});

test("a chain forged as a whole is found against a checkpoint", () => {
  const forged = appendEntries(origin, Array.from({ length: 9 }, (_, index) => draft(index + 100)));
  expect(verifyChain(forged, { seq: 6, hash: at(6).hash })).toMatchObject({ holds: false, seq: 6, why: "rewritten" });
});

test("a chain that has grown since the checkpoint holds", () => {
  expect(verifyChain(chain, { seq: 6, hash: at(6).hash })).toMatchObject({ holds: true, entries: 9 });
});

test("half a surrogate pair in a hostile name does not hold the chain up: it is sworn to as U+FFFD", () => {
  const entry = appendEntry(origin, { ...draft(1), payload: { "key\udc00": "name \ud800 \\ud800 \u0001", good: "\ud83d\ude00" } });
  expect(entry.payload).toEqual({ "key\ufffd": "name \ufffd \\ud800 \u0001", good: "\ud83d\ude00" });
  expect(verifyChain([entry])).toMatchObject({ holds: true });
});
