import type { Step } from "../core/repair/repair.ts";

/** The steps at which there is something to do. */
export const workSteps = ["diagnose", "collect", "gate", "guard", "onboard", "observe"] as const satisfies readonly Step[];
