import { expect, test } from "@jest/globals";
import { orderSkills } from "../../../src/core/skill/graph.ts";
import { parseSkill } from "../../../src/core/skill/parse-skill.ts";
import { skillText } from "./skill-text.ts";

function skill(name: string, after: string[]) {
  const text = skillText.replace("name: trim-text", `name: ${name}`).replace("complexity: 1", `complexity: 1\nafter: [${after.join(", ")}]`);
  return parseSkill({ name, bytes: new TextEncoder().encode(text), origin: "built-in" });
}

test("skills run after those that they name, and by name where nothing is said", () => {
  const ordered = orderSkills([skill("c", []), skill("a", ["b"]), skill("b", ["d"]), skill("d", [])]);
  expect(ordered.map((each) => each.name)).toEqual(["c", "d", "b", "a"]);
});

test("a name that is not among the skills is no hindrance", () => {
  expect(orderSkills([skill("a", ["elsewhere"])]).map((each) => each.name)).toEqual(["a"]);
});

test("a circle is refused and named", () => {
  expect(() => orderSkills([skill("z", []), skill("a", ["b"]), skill("b", ["c"]), skill("c", ["b"])])).toThrow("b → c → b");
});
