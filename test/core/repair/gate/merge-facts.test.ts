import { describe, expect, test } from "@jest/globals";
import { checkFacts } from "../../../../src/core/repair/gate/merge-facts.ts";

describe("a required check (attack G04)", () => {
  const judged = (status: string, conclusion: string | null): object => {
    const { successful, failed, pending, missing } = checkFacts([{ name: "lint", status, conclusion }], ["lint"]);
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
    expect(checkFacts([], ["lint"])).toMatchObject({ successful: [], missing: ["lint"] });
  });
});

test("our own check neither passes nor holds up its own verdict", () => {
  expect(checkFacts([{ name: "regreen/policy", status: "completed", conclusion: "failure" }], ["regreen/policy"])).toEqual({ required: [], successful: [], failed: [], pending: [], missing: [] });
});
