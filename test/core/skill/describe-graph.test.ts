import { expect, test } from "@jest/globals";
import { builtInSkillsFolder, loadSkills } from "../../../src/adapters/skills/read-skills.ts";
import { describeGraph } from "../../../src/core/skill/describe-graph.ts";
import type { Skill } from "../../../src/core/skill/skill.ts";
import { defaultBounds } from "../../../src/core/skill/standing/bounds.ts";
import { noHistory, standingIn } from "../../../src/core/skill/standing/skill-history.ts";

const skills = await loadSkills(builtInSkillsFolder());
const standingOf = standingIn({ history: noHistory, bounds: defaultBounds, shipped: new Set() });
const named = (name: string): Skill => {
  const skill = skills.find((each) => each.name === name);
  if (skill === undefined) throw new Error(`no ${name}`);
  return skill;
};

test("order, neighbours and standing are those of the contracts; nothing waits for a skill that is not there", () => {
  const graph = describeGraph([named("prettier-write"), named("eslint-fix"), named("isort-imports")], standingOf);
  expect([graph.order.indexOf("eslint-fix") < graph.order.indexOf("prettier-write"), graph.skills.find(({ name }) => name === "prettier-write")?.after, graph.conflicts]).toEqual([true, ["eslint-fix"], []]);
  expect(graph.skills.map(({ standing }) => standing)).toEqual(["candidate", "candidate", "candidate"]);
});

test("two that answer the same failure are a conflict, and say over what; rules that share nothing are none", () => {
  const twin: Skill = { ...named("eslint-fix"), name: "our-lint" as Skill["name"] };
  expect(describeGraph([named("eslint-fix"), twin], standingOf).conflicts).toEqual([{ skills: ["eslint-fix", "our-lint"], over: { class: "lint", tool: "eslint" }, first: null }]);
  const rules = (name: string, rule: string): Skill => ({ ...twin, name: name as Skill["name"], contract: { ...twin.contract, handles: [{ class: "lint", tool: "eslint", rules: [rule] }] } });
  expect(describeGraph([rules("one", "semi"), rules("two", "quotes")], standingOf).conflicts).toEqual([]);
});

test("of two that answer the same failure, the one that could do less is named as first: cargo-lock reaches nobody, and lockfile-sync-cargo reaches registries", () => {
  expect(describeGraph([named("lockfile-sync-cargo"), named("cargo-lock")], standingOf).conflicts).toEqual([{ skills: ["cargo-lock", "lockfile-sync-cargo"], over: { class: "lockfile-out-of-date", tool: "cargo" }, first: "cargo-lock" }]);
});
