/** A commit is taken back whole and exactly, or not at all: nobody's word is taken for what stood there before (row E2). */
import { Fault } from "../fault/fault.ts";
import type { GitSha } from "../identity/identifier.ts";
import type { Violation } from "./check-patch.ts";
import type { PatchMode } from "./patch.ts";
import type { PlanStep } from "./plan.ts";
import type { FileChange } from "./render-patch.ts";

/** A regular file of a commit; null where there is none. */
export type ReadEarlier = (path: string, commit: GitSha) => Promise<{ readonly content: Uint8Array; readonly mode: PatchMode } | null>;

/** Empty where no step takes a commit back. Without a way to read the earlier commit nothing can be shown, and all of it is refused. */
export async function checkRestored(changes: readonly FileChange[], steps: readonly PlanStep[], readEarlier: ReadEarlier | undefined): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  for (const { restore, files } of steps) {
    if (restore === undefined) continue;
    if (readEarlier === undefined) throw new Fault("patch-invalid", { detail: "what stood there before the commit cannot be read here" });
    for (const path of files) {
      const [change, earlier] = [changes.find((each) => each.path === path), await readEarlier(path, restore.parent)];
      if (change === undefined) violations.push(violation(path, "is not put back, and half of a commit taken back is another change"));
      else if (!isSame(change, earlier)) violations.push(violation(path, `would not be as it was at ${restore.parent.slice(0, 7)}`));
    }
  }
  return violations;
}

function isSame({ after, afterMode }: FileChange, earlier: Awaited<ReturnType<ReadEarlier>>): boolean {
  if (after === null || earlier === null) return after === null && earlier === null;
  return afterMode === earlier.mode && Buffer.compare(after, earlier.content) === 0;
}

function violation(path: string, what: string): Violation {
  return { path, rule: "not-restored", message: `${path} ${what}` };
}
