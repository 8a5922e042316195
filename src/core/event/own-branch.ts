/** Branches under `regreen/` are Regreen's own: what fails there wakes the repair that offers them, and never opens another (attack R01). */
const PREFIX = "regreen/";

export function isOwnBranch(branch: string): boolean {
  return branch.startsWith(PREFIX);
}
