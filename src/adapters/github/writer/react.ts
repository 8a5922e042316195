/** Reacts to a comment. GitHub keeps one reaction of a kind from each account, so asking twice gives the same one. */
import { z } from "zod";
import type { React, Receipt } from "../../../core/repair/effect.ts";
import { answerOf } from "../answer.ts";
import type { Desk } from "./desk.ts";

/** https://docs.github.com/rest/reactions/reactions#create-reaction-for-an-issue-comment; for comments on lines it is the same */
const ReactionAnswer = z.object({ id: z.int().positive() });

export async function react({ session }: Desk, { comment_id, content, on }: z.infer<typeof React>): Promise<Receipt> {
  if (on === "thread") return { kind: "react", reaction_id: (await answerOf(session, "POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions", { comment_id, content }, ReactionAnswer)).id };
  const { id } = await answerOf(session, "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", { comment_id, content }, ReactionAnswer);
  return { kind: "react", reaction_id: id };
}
