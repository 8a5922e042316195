/** A report with the folder that its step runs in, where the log itself does not tell it; what the script goes to from there counts on top. Pure. */
import { foldersOf } from "../command/find-invocations.ts";
import type { FailureReport } from "../failure/report.ts";
import type { WorkflowFile } from "./workflow-file.ts";
import { workingDirectory } from "./working-directory.ts";

/** `job`: as GitHub shows it. */
export function placeInFolder(report: FailureReport, job: string, file: WorkflowFile): FailureReport {
  const folder = workingDirectory(file, { job, step: report.step?.name ?? null, command: report.step?.command ?? null });
  if (folder === null || folder === "") return report;
  const [gone, other] = foldersOf((report.commands ?? []).join("\n"));
  if (gone === null || other !== undefined) return report;
  return { ...report, folder: gone === undefined ? folder : `${folder}/${gone}` };
}
