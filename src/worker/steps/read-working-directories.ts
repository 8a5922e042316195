import type { FailedCheck } from "../../core/repair/diagnose/snapshot.ts";
import type { Subject } from "../../core/repair/repair.ts";
import { placeInFolder } from "../../core/workflow/place-in-folder.ts";
import { readWorkflowFile } from "../../core/workflow/workflow-file.ts";
import type { Source } from "./read-failures.ts";
import type { StepContext } from "./context.ts";

/** Logs do not show a step's `working-directory`: it is read from the workflow file at the failing commit. One request, only where a log names files. */
export async function readWorkingDirectories(checks: readonly FailedCheck[], { subject: { repository, head_sha }, source }: { readonly subject: Pick<Subject, "repository" | "head_sha">; readonly source: Source }, { reader }: StepContext): Promise<readonly FailedCheck[]> {
  if (source.kind !== "workflow_run" || checks.every(({ reports }) => reports.every(({ file_paths }) => file_paths.length === 0))) return checks;
  const bytes = await reader.file(repository, source.run.path, head_sha);
  const file = bytes === null ? null : readWorkflowFile(bytes);
  if (file === null) return checks;
  return checks.map((check) => ({ ...check, reports: check.job === undefined ? check.reports : check.reports.map((report) => placeInFolder(report, check.job ?? "", file)) }));
}
