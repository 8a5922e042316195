import { expect, test } from "@jest/globals";
import { readBuiltInPacks } from "../../../src/adapters/policies/read-packs.ts";
import { simulateGate } from "../../../src/core/policy/simulate-gate.ts";
import { loadPack } from "../../../src/core/policy/load-pack.ts";
import { plannedFacts } from "../../../src/core/repair/propose-facts.ts";
import type { Repair } from "../../../src/core/repair/repair.ts";
import { headSha, plan, repairIn } from "../repair/a-repair.ts";

const [packs] = [await readBuiltInPacks(["default"])];
const simulate = (change: Partial<Repair> = {}, more = packs): Record<string, string> =>
  Object.fromEntries(simulateGate({ gate: "propose", packs: more, facts: plannedFacts(repairIn("PLAN", { attempts: 0, ...change }), plan), head_sha: null, base_sha: headSha }).map(({ rule, expected }) => [rule, expected]));

test("of a plan, what rests on the plan is known, and what rests on the change is not", () => {
  expect(simulate()).toMatchObject({
    "default/attempts": "allow", "default/not-empty": "allow", "default/base-current": "allow",
    "default/diff-size": "unknown", "default/contract-kept": "unknown", "default/post-checks": "unknown", "default/secrets": "unknown", "default/evidence-complete": "unknown",
  });
});

test("rules of the merge gate are not asked", () => {
  expect(simulate()).not.toHaveProperty("default/checks-reported");
});

test("a plan that would be the fourth attempt is expected to be denied", () => {
  expect(simulate({ attempts: 3 })).toMatchObject({ "default/attempts": "deny" });
});

test("a rule that waits over what is known waits; one that does not apply is left out", () => {
  const pack = loadPack("own", `version: 1
gate: propose
rules:
  - {id: waits, require: "pull.draft", otherwise: wait, message: m}
  - {id: elsewhere, when: 'pull.base_branch == "release"', require: "pull.draft", otherwise: deny, message: m}
`);
  expect(simulate({}, [pack])).toEqual({ "own/waits": "wait" });
});
