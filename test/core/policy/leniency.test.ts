import { describe, expect, test } from "@jest/globals";
import { readBuiltInPacks } from "../../../src/adapters/policies/read-packs.ts";
import { Waiver, type Leniency } from "../../../src/core/policy/leniency.ts";
import { evaluateGate } from "../../../src/core/policy/evaluate-gate.ts";
import { loadPack } from "../../../src/core/policy/load-pack.ts";
import { CasesText } from "../../../src/core/policy/run-cases.ts";
import { stageAnswer } from "../../../src/core/policy/verdict.ts";
import { readYaml } from "../../../src/core/configuration/read-yaml.ts";
import type { GitSha } from "../../../src/core/identity/identifier.ts";
import type { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { builtInPolicies } from "../../../src/adapters/policies/read-packs.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const reading = readYaml(readFileSync(join(builtInPolicies(), "default.cases.yml"), "utf8"), CasesText);
if (!reading.ok) throw new Error("no cases");
const { facts } = reading.value;
const SHA = "a".repeat(40) as GitSha;
const at = "2026-11-20T12:00:00.000Z" as Timestamp;
const text = "version: 1\nrules:\n  - {id: soft, require: \"false\", otherwise: deny, message: Soft, waivable: true, stage: 3}\n  - {id: hard, require: \"true\", otherwise: deny, message: Hard, stage: 5}\n";
const waiver = { rule: "soft", reason: "the hotfix cannot wait", by: "ada", until: "2026-11-20" };
const lenient = (change: Partial<Leniency>): Leniency => ({ waivers: [], observed: [], pull: 7, at, ...change });
const verdict = (leniency: Leniency | undefined, name = "own", body = text): ReturnType<typeof evaluateGate> =>
  evaluateGate({ gate: "merge", packs: [loadPack(name, body)], facts, head_sha: SHA, base_sha: SHA, ...(leniency === undefined ? {} : { leniency }) });

test("a waiver sets its rule aside, and the verdict says so, by whom, why and how long", () => {
  const judged = verdict(lenient({ waivers: [waiver] }));
  expect([judged.answer, judged.summary, judged.rules[0]?.answer, judged.rules[0]?.set_aside]).toEqual(["allow", "All 1 rules that apply hold. Set aside: soft.", "deny", "waived until 2026-11-20 by ada: the hotfix cannot wait"]);
});

describe("a waiver has no effect", () => {
  test.each<readonly [string, Leniency | undefined, string, string]>([
    ["without being there", undefined, "own", text],
    ["the day after its last", lenient({ waivers: [waiver], at: "2026-11-21T00:00:00.000Z" as Timestamp }), "own", text],
    ["on another pull request", lenient({ waivers: [{ ...waiver, pull: 8 }] }), "own", text],
    ["for another rule", lenient({ waivers: [{ ...waiver, rule: "hard" }] }), "own", text],
    ["on a rule that is not waivable", lenient({ waivers: [waiver] }), "own", text.replace(", waivable: true", "")],
    ["on a rule of the organisation's", lenient({ waivers: [waiver] }), "organisation/own", text],
  ])("%s", (_what, leniency, name, body) => {
    expect(verdict(leniency, name, body)).toMatchObject({ answer: "deny", summary: "Denied by soft." });
  });
});

test("a waiver holds to the end of its day, on its pull request", () => {
  expect(verdict(lenient({ waivers: [{ ...waiver, pull: 7 }], at: "2026-11-20T23:59:59.999Z" as Timestamp })).answer).toBe("allow");
});

test.each([["no reason", { reason: "" }], ["a short one", { reason: "because" }], ["nobody", { by: "" }], ["no end", { until: "soon" }], ["a key of its own", { forever: true }]])("a waiver with %s is a mistake", (_what, change) => {
  expect(Waiver.safeParse({ ...waiver, ...change }).success).toBe(false);
});

test("a named gate that only observes holds nothing up, and the others do", () => {
  const both = text.replace('"true"', '"false"');
  expect([verdict(lenient({ observed: [3] })).answer, verdict(lenient({ observed: [3] }), "own", both).summary, verdict(lenient({ observed: [3, 5] }), "own", both).rules.map(({ set_aside }) => set_aside)])
    .toEqual(["allow", "Denied by hard. Set aside: soft.", ["only observed here, not enforced", "only observed here, not enforced"]]);
});

test("where every rule is set aside nothing is held up", () => {
  expect(verdict(lenient({ observed: [3, 5] }), "own", text.replace('"true"', '"false"')).answer).toBe("allow");
});

test("where no rule applies at all, what no rule allows is denied, observing or not", () => {
  const none = text.replaceAll("require:", "when: \"false\", require:");
  expect([verdict(undefined, "own", none).answer, verdict(lenient({ observed: [3, 5] }), "own", none).answer]).toEqual(["deny", "deny"]);
});

test("each named gate answers for its own rules", async () => {
  const judged = evaluateGate({ gate: "merge", packs: await readBuiltInPacks(["default"]), facts: { ...facts, secrets: { found: 1 }, checks: null }, head_sha: SHA, base_sha: SHA });
  expect(([0, 1, 2, 3, 4, 5] as const).map((stage) => stageAnswer(judged.rules, stage))).toEqual(["skipped", "deny", "allow", "allow", "wait", "allow"]);
});
