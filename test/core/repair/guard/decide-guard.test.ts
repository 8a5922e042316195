import { describe, expect, test } from "@jest/globals";
import { Configuration } from "../../../../src/core/configuration/configuration.ts";
import { after } from "../../../../src/core/identity/timestamp.ts";
import type { GitSha } from "../../../../src/core/identity/identifier.ts";
import { loadPack } from "../../../../src/core/policy/load-pack.ts";
import { baselineOf } from "../../../../src/core/repair/guard/baseline.ts";
import { decideGuard, type GuardSnapshot } from "../../../../src/core/repair/guard/decide-guard.ts";
import { openGuard } from "../../../../src/core/repair/guard/open-guard.ts";
import { standingFacts } from "../../../../src/core/repair/gate/standing-facts.ts";
import type { PullFacts } from "../../../../src/core/repair/gate/snapshot.ts";
import type { Repair } from "../../../../src/core/repair/repair.ts";
import { at, headSha, repairIn } from "../a-repair.ts";

const { repository } = repairIn("PR").subject;
const guard = openGuard({ repository, source: { kind: "pull_request", number: 5 }, number: 5, branch: "feature", baseBranch: "main", baseSha: headSha, headSha, moment: "now" }, { at, seed: "k3f9" }).opened.repair;
const pull: PullFacts = { number: 5, state: "open", merged: false, mergeSha: null, draft: false, author: "grace", headSha, headBranch: "feature", headRepositoryId: 7, baseBranch: "main", mergeable: true, labels: [], url: "" };
const packs = [loadPack("own", "version: 1\nrules:\n  - {id: mergeable, require: pull.mergeable, otherwise: deny, message: Mergeable}\n")];
const configuration = Configuration.parse({ version: 1, gate: { govern: "all" } });

function decide(change: Partial<GuardSnapshot> = {}, more: Partial<PullFacts> = {}): ReturnType<typeof decideGuard> {
  const known = { ...pull, ...more };
  const reading = { at, checks: [], required: [], protected: null, change: null, reviews: null, sameHead: [] };
  return decideGuard({
    repair: guard, at, configuration, packs, problem: null, pull: known, guards: [guard], baseHead: headSha, judgeable: standingFacts(reading, known, 7), opinion: null, receipts: [], unfinished: 0, baseline: null, ...change,
  });
}
const conclusion = ({ effects: [request] }: ReturnType<typeof decideGuard>): unknown => (request?.effect.kind === "post_check" ? request.effect.conclusion : "nothing");

test("what every rule allows gets a success on its head, and is looked at again in ten minutes", () => {
  const decision = decide();
  expect([conclusion(decision), decision.due, decision.entries.map(({ kind }) => kind)]).toEqual(["success", after(at, 600), ["policy_evaluated"]]);
});

describe("G13: while GitHub is computing whether it can be merged", () => {
  test("it waits, and looks again soon", () => {
    const decision = decide({}, { mergeable: null });
    expect([conclusion(decision), decision.due]).toEqual([null, after(at, 5)]);
  });
  test("it does not ask every five seconds for ever", () => {
    const late = after(at, 301);
    expect(decide({ at: late }, { mergeable: null }).due).toBe(after(late, 600));
  });
});

describe("it ends", () => {
  test.each<readonly [string, Partial<GuardSnapshot>, Partial<PullFacts>]>([
    ["when the pull request is gone", { pull: null }, {}],
    ["when it was merged or closed", {}, { state: "closed" }],
    ["G01: when its head moved", {}, { headSha: "f".repeat(40) as GitSha }],
    ["when it is Regreen's own", {}, { headBranch: "regreen/fix_20261120_213000_k3f9" }],
    ["when another guard came first", { guards: [{ ...guard, id: "fix_20261120_213000_aaaa" as Repair["id"] }, guard] }, {}],
  ])("%s", (_what, change, more) => {
    const decision = decide(change, more);
    expect([decision.repair.step, decision.effects]).toEqual(["closed", []]);
  });
});

describe("where two deliveries about one head came in the same moment, and each opened a guard", () => {
  const later: Repair = { ...guard, id: "fix_20261120_213001_aaaa" as Repair["id"], opened_at: after(guard.opened_at, 1) };
  const looked = (one: Repair): Repair => ({ ...one, reason: "every rule allows it" });

  test("the one that was opened first lets the other look, which may not have seen it, and writes nothing until then", () => {
    const decision = decide({ guards: [later, guard] });
    expect([decision.repair, decision.due, decision.effects]).toEqual([guard, after(at, 5), []]);
  });

  test.each<readonly [string, Repair, Repair, string]>([
    ["the later one gives way where neither has looked", later, guard, "closed"],
    ["the first one gives way where the later has looked", guard, looked(later), "closed"],
    ["the later one goes on where it alone has looked", looked(later), guard, "guard"],
    ["the later one gives way where both have looked", looked(later), looked(guard), "closed"],
    ["a head of before counts for nothing", guard, { ...looked(later), subject: { ...later.subject, head_sha: "f".repeat(40) as GitSha } }, "guard"],
  ])("%s", (_what, repair, other, step) => {
    const decision = decide({ repair, guards: [repair, other] });
    expect([decision.repair.step, decision.effects.length]).toEqual([step, step === "guard" ? 1 : 0]);
  });
});

describe("it rests, and writes nothing", () => {
  test.each<readonly [string, Partial<GuardSnapshot>]>([
    ["without a configuration", { configuration: null }],
    ["where that is switched off", { configuration: Configuration.parse({ version: 1, enabled: false, gate: { govern: "all" } }) }],
    ["in a dry run", { configuration: Configuration.parse({ version: 1, dry_run: true, gate: { govern: "all" } }) }],
    ["where the gate governs its own only", { configuration: Configuration.parse({ version: 1 }) }],
    ["while its last word is being written", { unfinished: 1 }],
    ["while the base branch is not there", { baseHead: null }],
    ["while a pack has a mistake", { problem: "own.yml:1:1: not a policy" }],
  ])("%s", (_what, change) => {
    const decision = decide(change);
    expect([decision.repair.step, decision.effects]).toEqual(["guard", []]);
  });
});

test("G12: a fork's branch of our name is not Regreen's own", () => {
  expect(decide({}, { headBranch: "regreen/fix_20261120_213000_k3f9", headRepositoryId: 8 }).repair.step).toBe("guard");
});

test("what another decision point denies gets a failure", () => {
  expect(conclusion(decide({ opinion: { kind: "silent", problem: "no" } }))).toBe("failure");
});

test("an observing gate is neutral about what it would deny", () => {
  const observing = Configuration.parse({ version: 1, gate: { govern: "all", mode: "observe" } });
  const two = [loadPack("own", "version: 1\nrules:\n  - {id: never, require: \"false\", otherwise: deny, message: Never}\n  - {id: always, require: \"true\", otherwise: deny, message: Always}\n")];
  expect(conclusion(decide({ configuration: observing, packs: two }))).toBe("neutral");
});

test("a named gate that observes holds nothing up, while the others do, and its counters are shown for it alone", () => {
  const partly = Configuration.parse({ version: 1, gate: { govern: "all", observe: [3] } });
  const pack = (stage: number) => [loadPack("own", `version: 1\nrules:\n  - {id: never, require: "false", otherwise: deny, message: Never, stage: ${stage}}\n  - {id: always, require: "true", otherwise: deny, message: Always}\n`)];
  const summaryOf = ({ effects: [request] }: ReturnType<typeof decideGuard>): string => (request?.effect.kind === "post_check" ? request.effect.summary : "");
  const observed = decide({ configuration: partly, packs: pack(3), baseline: baselineOf([], "observed") });
  expect([conclusion(observed), conclusion(decide({ configuration: partly, packs: pack(4) })), /This gate only observes in part \(3 change safety\)/.test(summaryOf(observed))]).toEqual(["neutral", "failure", true]);
});
