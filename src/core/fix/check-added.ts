import type { Violation } from "./check-patch.ts";
import type { PlanStep } from "./plan.ts";
import type { FileChange } from "./render-patch.ts";

/** A file that the plan describes is added exactly so, or not at all. */
export function checkAdded(changes: readonly FileChange[], steps: readonly PlanStep[]): readonly Violation[] {
  return steps.flatMap(({ adds }) => {
    if (adds === undefined) return [];
    const change = changes.find(({ path }) => path === adds.path);
    const isSo = change?.before === null && change.after !== null && change.afterMode === "100644" && Buffer.from(change.after).toString("utf8") === adds.content;
    return isSo ? [] : [{ path: adds.path, rule: "not-as-described", message: `${adds.path} would not be the file that the repository's configuration describes` }];
  });
}
