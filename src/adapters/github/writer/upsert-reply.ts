/** Creates or updates the one answer in a thread on lines of a pull request that carries the marker and was written by our App. */
import { z } from "zod";
import type { Receipt, UpsertComment } from "../../../core/repair/effect.ts";
import { answerOf } from "../answer.ts";
import { findInPages } from "../pages.ts";
import { Account, OptionalText } from "../reader/shapes.ts";
import { isOurs } from "../self.ts";
import type { Desk } from "./desk.ts";

type Reply = z.infer<typeof UpsertComment> & { readonly thread_id: number };

/** https://docs.github.com/rest/pulls/comments#list-review-comments-on-a-pull-request */
const ReplyAnswer = z.object({ id: z.int().positive(), body: OptionalText, user: Account, in_reply_to_id: z.int().positive().nullish() });
type ReplyAnswer = z.infer<typeof ReplyAnswer>;

export async function upsertReply({ session, self }: Desk, { number, marker, body, thread_id }: Reply): Promise<Receipt> {
  const request = { operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments", parameters: { pull_number: number } } as const;
  const holds = (comment: ReplyAnswer): boolean => comment.in_reply_to_id === thread_id && isOurs(self, comment) && (comment.body ?? "").includes(marker);
  const present = await findInPages(session, request, { schema: z.array(ReplyAnswer), holds });
  if (present === null) {
    const created = await answerOf(session, "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies", { pull_number: number, comment_id: thread_id, body }, ReplyAnswer);
    return { kind: "upsert_comment", comment_id: created.id };
  }
  if (present.body !== body) await session.ask("PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}", { comment_id: present.id, body });
  return { kind: "upsert_comment", comment_id: present.id };
}
