import { expect, test } from "@jest/globals";
import { Timestamp } from "../../../../src/core/identity/timestamp.ts";
import type { Verdict } from "../../../../src/core/policy/verdict.ts";
import { withObjection } from "../../../../src/core/repair/gate/objection.ts";

const changes = { by: "octo", reason: "keep the old name too", at: Timestamp.parse("2026-11-20T21:30:00.000Z") };
const verdict = (answer: Verdict["answer"]): Verdict => ({ gate: "merge", answer, summary: "as the rules say", rules: [], head_sha: null, base_sha: "a".repeat(40) as Verdict["base_sha"], policy_sha256: "b".repeat(64) as Verdict["policy_sha256"] });

test("an allowed offer waits while a person asks for changes, and says who and what", () => {
  const judged = withObjection(verdict("allow"), { changes });
  expect([judged.answer, judged.rules.map(({ message }) => message)]).toEqual(["wait", ["octo asks for changes: keep the old name too"]]);
});

test("what is denied stays denied", () => {
  expect(withObjection(verdict("deny"), { changes })).toMatchObject({ answer: "deny", summary: "as the rules say" });
});

test("where nobody asks the verdict is as it was", () => {
  expect(withObjection(verdict("allow"), {})).toEqual(verdict("allow"));
});
