import { expect } from "@jest/globals";
import type { Example, Played } from "./run-example.ts";

/** A repair gives the tree of `after/` with its post-checks green; a refusal gives no change and the reason. */
export function expectExample({ skill, example }: Example, { choices, execution, before, tree, after }: Played): void {
  if (example.kind === "repair") {
    expect(choices.map((choice) => choice.skill?.name ?? choice)).toEqual([skill]);
    expect(execution?.result).toMatchObject({ outcome: "changed", reason: null });
    expect(execution?.result.checks.map((check) => check.after.exit)).toEqual(execution?.result.checks.map(() => 0));
    expect(tree).toEqual(after);
    return;
  }
  expect(tree).toEqual(before);
  if (example.refused_by === "choice") {
    expect(choices.map((choice) => choice.skill)).toEqual([null]);
    expect(choices.map((choice) => (choice.skill === null ? choice.reason : ""))).toEqual([expect.stringContaining(example.reason)]);
    return;
  }
  expect(choices.map((choice) => choice.skill?.name)).toEqual([skill]);
  expect(execution?.result.outcome).not.toBe("changed");
  expect(execution?.result.reason).toContain(example.reason);
}
