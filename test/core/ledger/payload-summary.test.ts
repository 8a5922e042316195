import { expect, test } from "@jest/globals";
import { payloadSummary } from "../../../src/core/ledger/payload-summary.ts";

test.each([
  [{ gate: "merge", summary: "All 16 rules that apply hold." }, "All 16 rules that apply hold."],
  [{ status: "escalated", reason: "no skill\nhandles it" }, "no skill handles it"],
  [{ source: { run: 1 } }, ""],
  [{ reason: "x".repeat(100) }, `${"x".repeat(69)}…`],
])("the payload %j is told as %j", (payload, told) => {
  expect(payloadSummary(payload)).toBe(told);
});
