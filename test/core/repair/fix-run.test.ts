import { expect, test } from "@jest/globals";
import { fixRunTitle, readFixRunTitle } from "../../../src/core/repair/fix-run.ts";
import { fix, plan } from "./a-repair.ts";

test("a title that we wrote is read back", () => {
  expect(readFixRunTitle(fixRunTitle(fix, plan.plan_id))).toEqual({ fix, plan: plan.plan_id });
});

test.each(["", "Regreen fix", `Regreen fix ${fix}`, `Regreen fix ${fix} plan_x`, `x Regreen fix ${fix} ${plan.plan_id}`, `Regreen fix ${fix} ${plan.plan_id}\n`])("%j is not one of ours", (title) => {
  expect(readFixRunTitle(title)).toBeNull();
});
