/** What stands above an issue of ours that is closed since there is nothing left to tell. Markdown, safe to publish. */
import type { Timestamp } from "../identity/timestamp.ts";
import { code } from "./neutral-text.ts";

export function branchGone(branch: string, at: Timestamp): string {
  return `**The branch ${code(branch)} was deleted** (seen ${at}), so there is nothing left to mend on it. Should the failure come back on another branch, Regreen opens this issue again.`;
}

/** `seen`: when the failure was seen last. */
export function quietSince(seen: Timestamp, hours: number): string {
  return `**Quiet** since ${seen}: not seen for ${String(hours)} ${hours === 1 ? "hour" : "hours"} (\`alerts.quiet_hours\`). Should the alert fire again, Regreen opens this issue again.`;
}
