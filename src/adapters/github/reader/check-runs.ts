import { z } from "zod";
import { GitSha } from "../../../core/identity/identifier.ts";
import type { CheckAnnotation, CheckRun } from "../../../ports/github.ts";
import { readOrNull } from "../answer.ts";
import type { Session } from "../client.ts";
import { readFirstPages, readPages } from "../pages.ts";
import { Moment, OptionalConclusion, OptionalText } from "./shapes.ts";

const Output = z.object({ title: OptionalText, summary: OptionalText, text: OptionalText }).nullish();

/** https://docs.github.com/rest/checks/runs#get-a-check-run */
export const CheckRunAnswer = z.object({
  id: z.int().positive(), name: z.string(), app: z.object({ id: z.int(), slug: OptionalText }).nullish(), status: z.string(), conclusion: OptionalConclusion,
  head_sha: GitSha, started_at: Moment.nullish(), completed_at: Moment.nullish(), check_suite: z.object({ id: z.int() }).nullish(), output: Output, html_url: OptionalText, external_id: OptionalText,
}).transform((run): CheckRun & { readonly externalId: string | null } => ({
  id: run.id, name: run.name, appSlug: run.app?.slug ?? "", appId: run.app?.id ?? null, status: run.status, conclusion: run.conclusion,
  headSha: run.head_sha, startedAt: run.started_at ?? null, completedAt: run.completed_at ?? null, suiteId: run.check_suite?.id ?? null,
  output: { title: run.output?.title ?? null, summary: run.output?.summary ?? null, text: run.output?.text ?? null },
  url: run.html_url ?? "", externalId: run.external_id,
}));

export const CheckRunsPage = z.object({ check_runs: z.array(CheckRunAnswer) }).transform((page) => page.check_runs);

/** https://docs.github.com/rest/checks/runs#list-check-run-annotations */
const AnnotationAnswer = z.object({
  path: z.string(), start_line: z.int(), end_line: z.int(), annotation_level: OptionalText, message: OptionalText, title: OptionalText,
}).transform((annotation): CheckAnnotation => ({
  path: annotation.path, startLine: annotation.start_line, endLine: annotation.end_line, level: levelOf(annotation.annotation_level),
  message: annotation.message ?? "", title: annotation.title,
}));

export async function readCheckRun(session: Session, checkRunId: number): Promise<CheckRun | null> {
  const found = await readOrNull(session, "GET /repos/{owner}/{repo}/check-runs/{check_run_id}", { check_run_id: checkRunId }, CheckRunAnswer);
  return found === null ? null : withoutExternalId(found);
}

/** The latest attempt of each. */
export async function readCheckRuns(session: Session, sha: GitSha): Promise<readonly CheckRun[]> {
  const found = await readPages(session, { operation: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", parameters: { ref: sha, filter: "latest" } }, CheckRunsPage);
  return found.map(withoutExternalId);
}

/** A report names 2,000 places at most; a check may carry any number of annotations (attack L16). */
const MOST_ANNOTATION_PAGES = 20;

/** The first pages are read, and the rest is said to be there. */
export async function readAnnotations(session: Session, checkRunId: number): Promise<{ readonly annotations: readonly CheckAnnotation[]; readonly truncated: boolean }> {
  const parameters = { check_run_id: checkRunId };
  const { elements, truncated } = await readFirstPages(session, { operation: "GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations", parameters, pages: MOST_ANNOTATION_PAGES }, z.array(AnnotationAnswer));
  return { annotations: elements, truncated };
}

function withoutExternalId({ externalId: _, ...run }: CheckRun & { readonly externalId: string | null }): CheckRun {
  return run;
}

function levelOf(level: string | null): CheckAnnotation["level"] {
  return level === "notice" || level === "warning" ? level : "failure";
}
