/** Creates or updates the one check run of our App with this name and external id on the commit. */
import { z } from "zod";
import type { PostCheck, Receipt } from "../../../core/repair/effect.ts";
import { answerOf } from "../answer.ts";
import { findInPages } from "../pages.ts";
import { CheckRunsPage } from "../reader/check-runs.ts";
import type { Desk } from "./desk.ts";

type Post = z.infer<typeof PostCheck>;

const Written = z.object({ id: z.int().positive() });

export async function postCheck(desk: Desk, effect: Post): Promise<Receipt> {
  const { name, formerly } = effect;
  const present = await find(desk, effect, name) ?? (formerly === undefined ? null : await find(desk, effect, formerly));
  if (present !== null && stands(present, effect)) return { kind: "post_check", check_run_id: present.id };
  const { session } = desk;
  const { id } = present === null
    ? await answerOf(session, "POST /repos/{owner}/{repo}/check-runs", { ...contentOf(effect), head_sha: effect.head_sha }, Written)
    : await answerOf(session, "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", { ...contentOf(effect), check_run_id: present.id }, Written);
  return { kind: "post_check", check_run_id: id };
}

type Present = z.infer<typeof CheckRunsPage>[number];

async function find({ session, self }: Desk, { head_sha, external_id }: Post, name: string): Promise<Present | null> {
  const request = { operation: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", parameters: { ref: head_sha, check_name: name, app_id: self.appId, filter: "all" } } as const;
  return findInPages(session, request, { schema: CheckRunsPage, holds: (run) => run.appId === self.appId && run.name === name && run.externalId === external_id });
}

function stands({ name, status, conclusion, output }: Present, effect: Post): boolean {
  return name === effect.name && status === effect.status && conclusion === effect.conclusion && output.title === effect.title && output.summary === effect.summary;
}

/** A conclusion makes a check run completed; GitHub takes it only then. */
function contentOf({ name, external_id, status, conclusion, title, summary, annotations }: Post) {
  return { name, external_id, status, ...(conclusion === null ? {} : { conclusion }), output: { title, summary, annotations: annotations.map(placed) } };
}

function placed({ start_column: from, end_column: to, ...annotation }: Post["annotations"][number]) {
  return { ...annotation, ...(from === undefined || to === undefined ? {} : { start_column: from, end_column: to }) };
}
