import { describe, expect, test } from "@jest/globals";
import { Configuration } from "../../../src/core/configuration/configuration.ts";
import type { RequestId } from "../../../src/core/identity/identifier.ts";
import { after } from "../../../src/core/identity/timestamp.ts";
import type { Instruction } from "../../../src/core/repair/instruction.ts";
import { obey } from "../../../src/core/repair/obey.ts";
import type { Repair } from "../../../src/core/repair/repair.ts";
import { offered, repairOf } from "../../adapters/store/samples.ts";
import { at, execution, plan } from "./a-repair.ts";

const request = "req_20261120_213000_k3f9" as RequestId;
const told = (how: Instruction["how"], reason: string | null = null): Instruction => ({ how, by: "octo", reason, at, request, pull: null });
const later = after(at, 60);
const obeyed = (repair: Repair, ...instructions: readonly Instruction[]) => obey({ repair, given: instructions.map((instruction, index) => ({ id: index + 1, instruction })), at: later, configuration: Configuration.parse({ version: 1 }), webUrl: null, history: [] });
const atGate = repairOf(1, { step: "gate", status: "proposed", phase: "PR", offer: offered(9, "c") });
const kept = repairOf(1, { step: "closed", status: "escalated", phase: "REVIEW", plan, execution, issue: 3 });

describe("a repair obeys", () => {
  test("pause: it rests with who, why and what it was; resume: it is what it was, with its patience anew", () => {
    const paused = obeyed(atGate, told("pause", "release day"));
    expect([paused.due, paused.taken, paused.repair]).toMatchObject([null, [1], { status: "paused", step: "gate", reason: "paused by octo: release day", hold: { by: "octo", reason: "release day", before: "proposed" } }]);
    const resumed = obeyed(paused.repair, told("resume"));
    expect([resumed.due, resumed.repair]).toEqual([later, { ...atGate, reason: null, progressed_at: later }]);
  });

  test("pause twice keeps the first word; resume without a pause changes nothing", () => {
    expect(obeyed(atGate, told("pause", "first"), told("pause", "second")).repair.hold).toMatchObject({ reason: "first" });
    expect(obeyed(atGate, told("resume")).repair).toEqual(atGate);
  });

  test("reject: the offer's pull request is closed, its branch goes, and the gate sees to the rest", () => {
    const { repair, effects, due } = obeyed(atGate, told("reject", "not wanted"));
    expect([repair.step, repair.reason, due, effects]).toMatchObject(["gate", "declined by octo: not wanted", null, [{ key: `${atGate.id}:close:${request}`, effect: { kind: "close_pull_request", number: 9 } }, { effect: { kind: "delete_branch" } }]]);
  });

  test("reject before the repair has heard of its pull request: the one that the comment stands on is closed", () => {
    const unheard = { ...atGate, offer: { ...atGate.offer, number: null, commit_sha: null } } as Repair;
    expect(obeyed(unheard, { ...told("reject"), pull: 9 })).toMatchObject({ repair: { step: "gate" }, effects: [{ effect: { kind: "close_pull_request", number: 9 } }] });
  });

  test("abort: it ends now, paused or not, its pull request is closed and its branch goes", () => {
    const { repair, effects } = obeyed(obeyed(atGate, told("pause")).repair, told("abort"));
    expect([repair.step, repair.status, repair.hold, effects.map(({ effect }) => effect.kind)]).toEqual(["closed", "closed", undefined, ["close_pull_request", "delete_branch"]]);
  });

  test("escalate: people are told by an issue, with who asked for it", () => {
    const { repair, effects } = obeyed(repairOf(1, { step: "collect", status: "planned" }), told("escalate", "too subtle"));
    expect([repair.status, repair.reason, effects.map(({ effect }) => effect.kind)]).toEqual(["escalated", "a person took it over, octo: too subtle", ["upsert_issue"]]);
  });

  test("approve of an offer: this very head is approved", () => {
    expect(obeyed(atGate, told("approve")).repair.approval).toEqual({ by: "octo", at: later, commit: atGate.offer?.commit_sha });
  });

  test("approve of a kept patch: the repair that was over collects it", () => {
    expect(obeyed(kept, told("approve")).repair).toMatchObject({ step: "collect", status: "running", approval: { by: "octo", commit: null }, issue: 3 });
  });

  test.each<readonly [Instruction["how"]]>([["pause"], ["resume"], ["reject"], ["escalate"], ["abort"]])("%s of one that is over changes nothing, and is sworn to", (how) => {
    const decision = obeyed(kept, told(how));
    expect([decision.repair, decision.due, decision.effects]).toEqual([kept, null, []]);
    expect(decision.entries).toMatchObject([{ kind: "human_decision", repair: kept.id, payload: { decision: how, by: "octo", request } }]);
  });
});
