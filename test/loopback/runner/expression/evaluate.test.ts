import { describe, expect, test } from "@jest/globals";
import { evaluateCondition, evaluateExpression, ExpressionProblem, renderTemplate, type Scope } from "./evaluate.ts";

const scope: Scope = {
  contexts: { github: { event_name: "push", event: { commits: [{ id: "a" }, { id: "b" }] } }, inputs: { fix_id: "fix_1", dry: false }, env: { CI: "true" }, steps: { one: { outputs: { count: "3" } } } },
  standing: "success",
};

test.each([
  ["github.event_name == 'PUSH'", true],
  ["github.event.commits[1].id", "b"],
  ["join(github.event.commits.*.id, '+')", "a+b"],
  ["contains(fromJSON('[1,2]'), 2) && startsWith('Hello', 'he') && endsWith('x.ts', '.ts')", true],
  ["format('{0}-{1}', inputs.fix_id, steps.one.outputs.count)", "fix_1-3"],
  ["inputs.missing.deeper", null],
  ["steps.one.outputs.count > 2", true],
  ["inputs.dry || 'default'", "default"],
])("%s gives %j", (expression, value) => {
  expect(evaluateExpression(expression, scope)).toEqual(value);
});

test("a text keeps all that is not an expression", () => {
  expect(renderTemplate("Regreen fix ${{ inputs.fix_id }} ${{ 'a}}b' }} $HOME {{x}}", scope)).toBe("Regreen fix fix_1 a}}b $HOME {{x}}");
});

describe("conditions", () => {
  test.each([
    [undefined, "success", true],
    [undefined, "failure", false],
    ["github.event_name == 'push'", "failure", false],
    ["${{ always() }}", "cancelled", true],
    ["failure() && env.CI == 'true'", "failure", true],
    ["'failure()' != ''", "failure", false],
  ] as const)("%s after %s: %s", (condition, standing, holds) => {
    expect(evaluateCondition(condition, { ...scope, standing })).toBe(holds);
  });
});

test("an unknown function or context is named", () => {
  expect(() => evaluateExpression("toYAML(github)", scope)).toThrow(ExpressionProblem);
  expect(() => evaluateExpression("gitlab.event", scope)).toThrow(/gitlab/);
});
