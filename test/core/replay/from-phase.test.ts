import { expect, test } from "@jest/globals";
import { fromPhase } from "../../../src/core/replay/from-phase.ts";
import { phases } from "../../../src/core/repair/phase.ts";

test("a replay begins from every phase up to REVIEW, with what that phase does anew; PR and MONITOR would write, and say so", () => {
  expect(phases.map((phase) => { const from = fromPhase(phase); return [phase, from.ok ? from.anew : from.reason]; })).toEqual([
    ["STRATEGIZE", "reading"], ["SPEC", "reading"], ["PLAN", "choosing"], ["THINK", "choosing"], ["IMPLEMENT", "running"], ["VERIFY", "checking"], ["REVIEW", "judging"],
    ["PR", expect.stringMatching(/write to GitHub a second time, and a replay writes nothing$/)], ["MONITOR", expect.stringMatching(/a replay writes nothing$/)],
  ]);
});
