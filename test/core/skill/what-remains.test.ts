/** Which runs that did not pass are no failure of the skill, and which lies of a job do not make one of them. */
import { describe, expect, test } from "@jest/globals";
import { renderPatch } from "../../../src/core/fix/render-patch.ts";
import type { Finding } from "../../../src/core/fix/finding.ts";
import type { CheckComparison, FixResult } from "../../../src/core/fix/result.ts";
import { ExecutionId } from "../../../src/core/identity/identifier.ts";
import { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { executionsOf, type RunOfPlan } from "../../../src/core/skill/standing/executions-of.ts";
import type { KnownFailure } from "../../../src/core/skill/standing/what-remains.ts";
import { plan } from "../repair/a-repair.ts";

const finding = (rule: string | null, line: number, file = "src/app.js", message = `${rule ?? "it"} is wrong`): Finding => ({ file, line, rule, message });
const [noVar, noUndef] = [finding("no-var", 1), finding("no-undef", 3)];
const check = (before: readonly Finding[], after: readonly Finding[] | null, exits: readonly [number | null, number | null] = [1, 1]): CheckComparison => ({
  name: "eslint", argv: ["npx", "eslint", "{files}"], before: { exit: exits[0], summary: "2 problems", findings: [...before] }, after: { exit: exits[1], summary: "1 problem", ...(after === null ? {} : { findings: [...after] }) },
});
const failed = (checks: readonly CheckComparison[]): FixResult => ({ version: 1, plan_id: plan.plan_id, nonce: plan.nonce, outcome: "failed", reason: "after the fix, eslint still does not pass", patch_sha256: null, files: [], checks: [...checks], seconds: 2, environment: { sandbox: "bubblewrap", node: "v24.0.0", platform: "linux-x64" } });
const told = (findings: readonly Finding[], change: Partial<KnownFailure> = {}): KnownFailure => ({ skill_id: "eslint-fix", failure_class: "lint", locations: findings.map((one) => ({ ...one, column: 1 })), ...change });
const patch = renderPatch([{ path: "src/app.js", before: Buffer.from("var a\n"), after: Buffer.from("let a\n"), beforeMode: "100644", afterMode: "100644" }]);

const judged = (change: Partial<RunOfPlan> = {}) => executionsOf({
  execution: ExecutionId.parse("exec_20261120_213004_k3f9"), plan, result: failed([check([noVar, noUndef], [noUndef])]), patch, violations: [], failures: [told([noVar, noUndef])], byRule: new Set<string>(), surface: "app", shipped: new Set(),
  at: Timestamp.parse("2026-11-20T21:30:00.000Z"), ...change,
})[0];

test("a linter that mended what it can, and left what CI's log had named before, has not failed; what is left is named, and nothing was changed", () => {
  expect(judged()).toMatchObject({ outcome: "remains", remains: [{ file: "src/app.js", line: 3, rule: "no-undef" }], files: 0, lines: 0 });
});

test("a finding that moved to another line is the same one", () => {
  expect(judged({ result: failed([check([noVar, noUndef], [finding("no-undef", 9)])]) })).toMatchObject({ outcome: "remains" });
});

test("one without a rule is known by its words, numbers aside", () => {
  const nameless = (line: number, message: string) => finding(null, line, "src/app.js", message);
  expect(judged({ result: failed([check([noVar, nameless(3, "line 3 is too long")], [nameless(4, "line 4 is too long")])]), failures: [told([noVar, nameless(3, "line 3 is too long")])] })).toMatchObject({ outcome: "remains" });
});

describe("it counts as a failed post-check", () => {
  test.each<[string, Partial<RunOfPlan>]>([
    ["with a finding that was not there", { result: failed([check([noVar, noUndef], [noUndef, finding("no-undef", 3, "src/other.js")])]) }],
    ["with one more of a kind that was", { result: failed([check([noVar, noUndef], [noUndef, finding("no-undef", 7)])]) }],
    ["when the tool ends otherwise than before", { result: failed([check([noVar, noUndef], [noUndef], [1, 2])]) }],
    ["when the check was stopped", { result: failed([check([noVar, noUndef], [noUndef], [1, null])]) }],
    ["when what it said could not be read", { result: failed([check([noVar, noUndef], null)]) }],
    ["when the check had passed before", { result: failed([check([noVar, noUndef], [noUndef], [0, 1])]) }],
    ["when the tool was stopped, and nothing was checked", { result: failed([]) }],
    ["where the skill is for these very rules", { byRule: new Set(["eslint-fix"]) }],
    ["where the failure is no linter's: a formatter claims all of it", { failures: [told([noVar, noUndef], { failure_class: "format" })] }],
  ])("%s", (_, change) => {
    expect(judged(change)?.outcome).toBe("post_check_failed");
  });
});

describe("a lying job hides no failure", () => {
  test.each<[string, Partial<RunOfPlan>]>([
    ["by calling something old that CI's log did not name", { result: failed([check([finding("no-eval", 8)], [finding("no-eval", 8)])]) }],
    ["by calling more of it old than CI's log named", { result: failed([check([noUndef, noUndef], [noUndef, noUndef])]) }],
    ["by showing no patch", { patch: null }],
    ["by showing one that breaks the contract", { violations: ["src/app.js"] }],
    ["by findings of a failure that another skill was to mend", { failures: [told([noVar, noUndef], { skill_id: "biome-fix" })] }],
  ])("%s", (_, change) => {
    expect(judged(change)?.outcome).toBe("post_check_failed");
  });
});
