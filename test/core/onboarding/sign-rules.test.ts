import { expect, test } from "@jest/globals";
import { builtInSkillsFolder, loadSkills } from "../../../src/adapters/skills/read-skills.ts";
import { signRules } from "../../../src/core/onboarding/detect/sign-rules.ts";

const skills = new Map((await loadSkills(builtInSkillsFolder())).map((skill) => [skill.name as string, skill.contract.opt_in]));

test("every skill that a sign names is there, and runs by itself or not as the sign says", () => {
  const wrong = signRules.flatMap(({ name, skills: ready = [], optIn = [] }) => [...ready.filter((skill) => skills.get(skill) !== false), ...optIn.filter((skill) => skills.get(skill) !== true)].map((skill) => `${name}: ${skill}`));
  expect(wrong).toEqual([]);
});

test("every built-in skill that answers to one tool is named by a sign", () => {
  const named = new Set(signRules.flatMap(({ skills: ready = [], optIn = [] }) => [...ready, ...optIn]));
  /** They answer to no tool that a file shows, or need what only a person can say. */
  const others = ["changelog-fragment", "generated-drift", "revert-culprit", "missing-tests", "model-edit", "merge-markers", "utf8-reencode", "utf8-header", "unicode-tags", "unused-imports", "import-order", "licence-header"];
  expect([...skills.keys()].filter((skill) => !named.has(skill) && !others.includes(skill))).toEqual([]);
});
