import { expect, test } from "@jest/globals";
import { Configuration } from "../../../../src/core/configuration/configuration.ts";
import { awaitsMaintainer } from "../../../../src/core/repair/diagnose/stranger.ts";
import { deliveryOf } from "../../../../src/core/repair/deliver/delivery.ts";
import type { Subject } from "../../../../src/core/repair/repair.ts";
import { plan, repairIn } from "../a-repair.ts";

const configured = (react: object): Configuration => Configuration.parse({ version: 1, react });
const { subject } = repairIn(null);
const own: Subject = { ...subject, branch: "topic", pull_request: 12 };
const fork: Subject = { ...own, branch: "fork:9:main", fork: { repository_id: 9, branch: "main" } };
const partial = { ...plan, steps: plan.steps.map((step) => ({ ...step, actions: { allow: ["modify_snapshot" as const], forbid: [] } })) };

test.each<[string, { readonly of: Subject; readonly react: object; readonly made: typeof plan }, string]>(([
  ["a branch", subject, {}, plan, "propose"],
  ["a branch is never pushed to", subject, { default_branch: "push" }, plan, "propose"],
  ["a branch where only suggestions are wanted", subject, { default_branch: "suggest" }, plan, "suggest"],
  ["a pull request", own, {}, plan, "propose"],
  ["a pull request that is pushed to", own, { pull_requests: "push" }, plan, "push"],
  ["what a person must review is not pushed", own, { pull_requests: "push" }, partial, "propose"],
  ["a pull request with suggestions", own, { pull_requests: "suggest" }, plan, "suggest"],
  ["a fork, whatever is asked", fork, { pull_requests: "push" }, plan, "suggest"],
] as const).map(([name, of, react, made, expected]) => [name, { of, react, made }, expected]))("%s", (_name, { of, react, made }, expected) => {
  expect(deliveryOf({ subject: of }, configured(react), made)).toBe(expected);
});

test.each([
  ["FIRST_TIME_CONTRIBUTOR", [], true], ["FIRST_TIMER", [], true], ["NONE", [], true], [undefined, [], true],
  ["CONTRIBUTOR", [], false], ["MEMBER", [], false], ["FIRST_TIME_CONTRIBUTOR", ["autofix"], false], ["NONE", ["bug"], true],
] as const)("a fork of %s with the labels %j waits: %s", (authorAssociation, labels, waits) => {
  expect(awaitsMaintainer({ subject: fork }, configured({}), { labels, ...(authorAssociation === undefined ? {} : { authorAssociation }) }) !== null).toBe(waits);
  expect(awaitsMaintainer({ subject: own }, configured({}), { labels: [], authorAssociation: "NONE" })).toBeNull();
});
