import { expect, test } from "@jest/globals";
import { after } from "../../../../src/core/identity/timestamp.ts";
import type { GitSha } from "../../../../src/core/identity/identifier.ts";
import type { CheckFacts } from "../../../../src/core/repair/gate/snapshot.ts";
import { undecidedBase } from "../../../../src/core/repair/gate/undecided-base.ts";
import type { Repair } from "../../../../src/core/repair/repair.ts";
import { pendingFixOf } from "../../../adapters/store/samples.ts";
import { at, digest, headSha, repairIn } from "../a-repair.ts";

const base = "f".repeat(40) as GitSha;
const repair: Repair = { ...repairIn("PR"), failures: [pendingFixOf(repairIn("PR"), digest, { check: "CI / lint" })] };
const ended: CheckFacts = { name: "lint", status: "completed", conclusion: "failure" };
const atWork: CheckFacts = { name: "lint", status: "in_progress", conclusion: null };
const other: CheckFacts = { name: "docs", status: "in_progress", conclusion: null };
const seen = (seconds: number, head: GitSha = base): Repair => ({ ...repair, unfit: { base: head, at: after(at, -seconds) } });

test.each<[string, Repair, readonly CheckFacts[], object | null]>([
  ["CI is given a minute to begin on a head that was not seen before", repair, [], { since: at, until: after(at, 60) }],
  ["another check says nothing of what failed", repair, [other], { until: after(at, 60) }],
  ["the minute is counted from the first look, not from each", seen(50), [], { since: after(at, -50), until: after(at, 10) }],
  ["a further head has a minute of its own", seen(50, headSha), [], { since: at, until: after(at, 60) }],
  ["what is at work is waited for, however long it takes", seen(7_200), [ended, atWork], { until: null }],
])("%s", (_, subject, checks, undecided) => {
  expect(undecidedBase(subject, { baseChecks: checks, at }, base)).toMatchObject({ base, ...undecided });
});

test.each<[string, Repair, readonly CheckFacts[]]>([
  ["has ended there", repair, [ended]],
  ["has not begun within a minute: it does not run for that commit", seen(60), []],
])("nothing is waited for where it %s", (_, subject, checks) => {
  expect(undecidedBase(subject, { baseChecks: checks, at }, base)).toBeNull();
});
