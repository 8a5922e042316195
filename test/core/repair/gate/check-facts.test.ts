import { describe, expect, test } from "@jest/globals";
import type { Timestamp } from "../../../../src/core/identity/timestamp.ts";
import { checkFacts } from "../../../../src/core/repair/gate/check-facts.ts";

const at = "2026-11-20T09:00:00.000Z" as Timestamp;
const lint = { name: "lint", appId: null, workflow: null };

describe("a required check (attack G04)", () => {
  const judged = (status: string, conclusion: string | null): object => {
    const { successful, failed, pending, missing } = checkFacts([{ name: "lint", status, conclusion }], [lint], at);
    return { successful, failed, pending, missing };
  };
  const none = { successful: [], failed: [], pending: [], missing: [] };
  test.each([
    ["completed", "success", { ...none, successful: ["lint"] }],
    ["completed", "failure", { ...none, failed: ["lint"] }],
    ["completed", "timed_out", { ...none, failed: ["lint"] }],
    ["completed", "startup_failure", { ...none, failed: ["lint"] }],
    ["completed", "neutral", { ...none, missing: ["lint"] }],
    ["completed", "skipped", { ...none, missing: ["lint"] }],
    ["completed", "cancelled", { ...none, pending: ["lint"] }],
    ["completed", "stale", { ...none, pending: ["lint"] }],
    ["completed", "action_required", { ...none, pending: ["lint"] }],
    ["completed", null, { ...none, pending: ["lint"] }],
    ["queued", null, { ...none, pending: ["lint"] }],
    ["in_progress", "success", { ...none, pending: ["lint"] }],
  ])("%s with conclusion %s", (status, conclusion, expected) => {
    expect(judged(status, conclusion)).toEqual(expected);
  });

  test("that nobody has reported is missing, and not passing", () => {
    expect(checkFacts([], [lint], at)).toMatchObject({ successful: [], missing: ["lint"] });
  });
});

test("our own check neither passes nor holds up its own verdict", () => {
  expect(checkFacts([{ name: "regreen/policy", status: "completed", conclusion: "failure" }], [{ name: "regreen/policy", appId: null, workflow: null }], at)).toEqual({ required: [], successful: [], failed: [], pending: [], missing: [], oldest_minutes: null });
});

describe("a required check that names its App and workflow", () => {
  const ours = { name: "lint", status: "completed", conclusion: "success", appId: 15368, workflow: ".github/workflows/ci.yml", completedAt: "2026-11-20T08:20:00.000Z" as Timestamp };
  const wanted = { name: "lint", appId: 15368, workflow: ".github/workflows/ci.yml" };
  test("is met by that App's check of that workflow", () => {
    expect(checkFacts([ours], [wanted], at)).toMatchObject({ missing: [], successful: ["lint"], oldest_minutes: 40 });
  });
  test.each([
    ["another App", { ...ours, appId: 99 }],
    ["another workflow", { ...ours, workflow: ".github/workflows/own.yml" }],
    ["nobody knows which workflow", { ...ours, workflow: null }],
  ])("is missing where %s made a check of the same name", (_what, check) => {
    expect(checkFacts([check], [wanted], at).missing).toEqual(["lint of .github/workflows/ci.yml by App 15368"]);
  });
});
