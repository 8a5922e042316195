import type { Repair } from "../../core/repair/repair.ts";
import type { StepContext } from "./context.ts";

/** Whether the pull request that it is to mend is closed by now. A merged one is too: into its branch nothing is brought any more. */
export async function isSubjectClosed({ subject }: Repair, { reader }: Pick<StepContext, "reader">): Promise<boolean> {
  if (subject.pull_request === null) return false;
  return (await reader.pullRequest(subject.repository, subject.pull_request))?.state === "closed";
}
