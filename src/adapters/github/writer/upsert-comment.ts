/** Creates or updates the one comment on an issue or pull request that carries the marker and was written by our App. */
import { z } from "zod";
import type { Receipt, UpsertComment } from "../../../core/repair/effect.ts";
import { answerOf } from "../answer.ts";
import { findInPages } from "../pages.ts";
import { Account, OptionalText, ViaApp } from "../reader/shapes.ts";
import { isOurs } from "../self.ts";
import type { Desk } from "./desk.ts";
import { upsertReply } from "./upsert-reply.ts";

type Upsert = z.infer<typeof UpsertComment>;

/** https://docs.github.com/rest/issues/comments#list-issue-comments */
const CommentAnswer = z.object({ id: z.int().positive(), body: OptionalText, user: Account, performed_via_github_app: ViaApp });
type CommentAnswer = z.infer<typeof CommentAnswer>;

export async function upsertComment(desk: Desk, effect: Upsert): Promise<Receipt> {
  if (effect.thread_id !== undefined) return upsertReply(desk, { ...effect, thread_id: effect.thread_id });
  const { session, self } = desk;
  const { number, marker, body } = effect;
  const request = { operation: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters: { issue_number: number } } as const;
  const holds = (comment: CommentAnswer): boolean => isOurs(self, comment) && (comment.body ?? "").includes(marker);
  const present = await findInPages(session, request, { schema: z.array(CommentAnswer), holds });
  if (present === null) {
    const created = await answerOf(session, "POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { issue_number: number, body }, CommentAnswer);
    return { kind: "upsert_comment", comment_id: created.id };
  }
  if (present.body !== body) await session.ask("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", { comment_id: present.id, body });
  return { kind: "upsert_comment", comment_id: present.id };
}
