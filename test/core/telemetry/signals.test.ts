/** Row R4: which spans and counts follow from what was committed. */
import { expect, test } from "@jest/globals";
import { countersOf } from "../../../src/core/telemetry/counter.ts";
import { signalsOf, traceOf } from "../../../src/core/telemetry/signals.ts";
import { draft, swear, walk, walkBack } from "../../../src/core/repair/draft.ts";
import { decisionOf, draftOf, later, repairOf } from "../../adapters/store/samples.ts";

test("a phase entered is a span from the last progress to the entry, in the trace of its repair", () => {
  const repair = repairOf(1);
  const { decision } = walk(draft(repair), [{ phase: "STRATEGIZE", files: [] }], { at: later(60), evidence: [] });
  expect(signalsOf(repair, decision, later(60))).toEqual({
    spans: [{
      name: "agent.state.transition", trace: traceOf(repair.id), repair: repair.id, start: later(0), end: later(60), error: null,
      attributes: { "regreen.repair": repair.id, "regreen.repository": "octo/hello", "regreen.from": "OPENED", "regreen.to": "STRATEGIZE", "regreen.direction": "forward" },
    }],
    counts: [],
  });
});

test("a phase skipped is a violation with its rule, and is counted", () => {
  const { decision } = walk(draft(repairOf(1)), [{ phase: "PLAN", files: [] }], { at: later(1), evidence: [] });
  const { spans, counts } = signalsOf(repairOf(1), decision, later(1));
  expect(spans).toMatchObject([{ name: "process.violation", error: "PLAN does not follow the opening", attributes: { "regreen.to": "PLAN", "regreen.rule": "skip", "regreen.violations": 1 } }]);
  expect(counts).toEqual([{ counter: "phase_skips_attempted", repository: "octo/hello" }]);
});

test("going back is a transition backwards, and is counted", () => {
  const repair = repairOf(1, { phase: "REVIEW" });
  const { decision } = walkBack(draft(repair), { to: "PLAN", at: later(5), reason: "main moved" }, []);
  const { spans, counts } = signalsOf(repair, decision, later(5));
  expect(spans).toMatchObject([{ name: "agent.state.transition", attributes: { "regreen.from": "REVIEW", "regreen.to": "PLAN", "regreen.direction": "back", "regreen.reason": "main moved" } }]);
  expect(counts).toEqual([{ counter: "phase_backtracks", repository: "octo/hello" }]);
});

test("a verdict is a verification, an error only where it denies", () => {
  const verdict = (answer: string) => swear(draft(repairOf(1)), { kind: "policy_evaluated", at: later(2), payload: { gate: "merge", answer, summary: "Denied by secrets.", policy_sha256: "ab" } });
  const errorOf = (answer: string) => signalsOf(repairOf(1), verdict(answer), later(2)).spans.map(({ name, error }) => [name, error]);
  expect([errorOf("deny"), errorOf("wait")]).toEqual([[["agent.verify", "Denied by secrets."]], [["agent.verify", null]]]);
});

test("C13: what has the form of a credential does not leave in a span", () => {
  const repair = repairOf(1, { phase: "REVIEW" });
  const token = `ghp_${"a1B2".repeat(9)}`;
  const { decision } = walkBack(draft(repair), { to: "PLAN", at: later(5), reason: `main moved to ${token}` }, []);
  expect(JSON.stringify(signalsOf(repair, decision, later(5)))).not.toContain(token);
});

test("entries about other repairs that were opened beside this one are not its spans", () => {
  const repair = repairOf(1);
  expect(signalsOf(repair, decisionOf(repair, { entries: [draftOf(repairOf(2), "backtracked", { from: "REVIEW" })] }), later(0))).toEqual({ spans: [], counts: [] });
});

test.each([
  [{ rule: "missing" }, ["evidence_gate_failed"]], [{ rule: "forged" }, ["evidence_gate_failed", "phase_validations_failed"]],
  [{ rule: "stale" }, ["evidence_gate_failed", "phase_validations_failed"]], [{ rule: "skip" }, ["phase_skips_attempted"]],
])("a refusal %j counts for %j", (payload, counted) => {
  expect(countersOf({ kind: "phase_refused", payload })).toEqual(counted);
});

test("a prompt that is not the attested one counts as drift, one that is does not", () => {
  expect([true, false].map((drift) => countersOf({ kind: "prompt_attested", payload: { drift } }))).toEqual([["prompt_drift_detected"], []]);
});
