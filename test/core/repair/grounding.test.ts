import { expect, test } from "@jest/globals";
import { groundingOf } from "../../../src/core/repair/grounding.ts";
import type { PendingFix } from "../../../src/core/failure/pending-fix.ts";
import { plan } from "./a-repair.ts";

const failure = (change: Partial<PendingFix>): PendingFix => ({ skill_id: "eslint-fix", file_paths: ["src/app.js"], ...change }) as PendingFix;

test.each<readonly [string, readonly PendingFix[], number]>([
  ["a failure that names the file bears the claim out", [failure({})], 100],
  ["one that names another file does not", [failure({ file_paths: ["src/other.js"] })], 0],
  ["one of another skill does not", [failure({ skill_id: "prettier-write" })], 0],
  ["one that names no file speaks for all of its skill", [failure({ file_paths: [] })], 100],
  ["none at all does not", [], 0],
])("%s", (_what, failures, percent) => {
  expect(groundingOf(plan, failures)?.percent).toBe(percent);
});

test("without a plan there is nothing to be grounded", () => {
  expect(groundingOf(null, [])).toBeNull();
});
