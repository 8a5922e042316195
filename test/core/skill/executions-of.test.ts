import { expect, test } from "@jest/globals";
import type { FixPlan, PlanStep } from "../../../src/core/fix/plan.ts";
import type { FixResult } from "../../../src/core/fix/result.ts";
import { ExecutionId } from "../../../src/core/identity/identifier.ts";
import { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { executionsOf } from "../../../src/core/skill/standing/executions-of.ts";
import { plan } from "../repair/a-repair.ts";

const [step] = plan.steps as [PlanStep];
const slow: PlanStep = { ...step, limits: { ...step.limits, usual: { seconds: 240, because: "it compiles first" } } };
const result: FixResult = { version: 1, plan_id: plan.plan_id, nonce: plan.nonce, outcome: "unchanged", reason: "nothing to do", patch_sha256: null, files: [], checks: [], seconds: 130, repeated: { same: true, different: [], seconds: 30 }, environment: { sandbox: "bubblewrap", node: "v24.0.0", platform: "linux-x64" } };
const charged = (steps: readonly PlanStep[]): unknown => executionsOf({
  execution: ExecutionId.parse("exec_20261120_213004_k3f9"), plan: { ...plan, steps: [...steps] } as FixPlan, result, patch: null, violations: [], failures: [], byRule: new Set(), surface: "app", shipped: new Set(), at: Timestamp.parse("2026-11-20T21:30:00.000Z"),
}).map(({ seconds, usual_seconds }) => [seconds, usual_seconds]);

test("the time of a run is charged once to the one skill of a plan, without that of the second run; of several, in proportion to what is usual for each", () => {
  expect([charged([step]), charged([step, step]), charged([step, slow])]).toEqual([[[100, undefined]], [[50, undefined], [50, undefined]], [[4, undefined], [96, 240]]]);
});
