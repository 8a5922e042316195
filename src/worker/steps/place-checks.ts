import { Fault } from "../../core/fault/fault.ts";
import { placeReports } from "../../core/failure/place-reports.ts";
import type { FailedCheck } from "../../core/repair/diagnose/snapshot.ts";
import type { Subject } from "../../core/repair/repair.ts";
import type { StepContext } from "./context.ts";

/** The files that the logs name, found in the commit. Where none is named, or the commit is too large to be listed in one answer, they stay as they are named. */
export async function placeChecks(checks: readonly FailedCheck[], { repository, head_sha }: Pick<Subject, "repository" | "head_sha">, { reader }: StepContext): Promise<readonly FailedCheck[]> {
  if (checks.every(({ reports }) => reports.every(({ file_paths, folder }) => file_paths.length === 0 && folder === undefined))) return checks;
  const tree = await reader.tree(repository, head_sha).catch(listedInPart);
  if (tree === null) return checks;
  const files = new Set(tree.filter(({ type }) => type === "blob").map(({ path }) => path));
  return checks.map((check) => ({ ...check, reports: placeReports(check.reports, files) }));
}

function listedInPart(error: unknown): null {
  if (error instanceof Fault && error.code === "github-invalid") return null;
  throw error;
}
