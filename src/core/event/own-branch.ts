/** Branches under `regreen/` are Regreen's own: what fails there wakes the repair that offers them, and never opens another (attack R01). */
import type { ExecutionId } from "../identity/identifier.ts";

const PREFIX = "regreen/";

/** By such a branch a merged repair is taken back. No repair offers it, so the gate judges it as anybody's. */
const REVERT = "regreen/revert-";

export function revertBranch(execution: ExecutionId): string {
  return `${REVERT}${execution}`;
}

/** Whether a repair offers the branch, and its own gate judges it. */
export function isOfferBranch(branch: string): boolean {
  return isOwnBranch(branch) && !branch.startsWith(REVERT);
}

export function isOwnBranch(branch: string): boolean {
  return branch.startsWith(PREFIX);
}
