/** Closes a pull request of our own, and says why in a comment before: whoever reads the news of it reads the reason too. */
import type { z } from "zod";
import type { ClosePullRequest, Receipt } from "../../../core/repair/effect.ts";
import { answerOf } from "../answer.ts";
import { PullAnswer } from "../reader/pull-request.ts";
import type { Desk } from "./desk.ts";
import { upsertComment } from "./upsert-comment.ts";

/** Somebody else's is never closed, whatever it says of itself. */
export async function closePullRequest(desk: Desk, { number, marker, comment }: z.infer<typeof ClosePullRequest>): Promise<Receipt> {
  const { session, self } = desk;
  const pull = await answerOf(session, "GET /repos/{owner}/{repo}/pulls/{pull_number}", { pull_number: number }, PullAnswer);
  if (pull.state === "closed") return { kind: "close_pull_request", closed: true };
  if (pull.author !== self.login || !pull.body.includes(marker)) return { kind: "close_pull_request", closed: false };
  await upsertComment(desk, { kind: "upsert_comment", number, marker: CLOSING, body: `${CLOSING}\n${comment}` });
  await session.ask("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", { pull_number: number, state: "closed" });
  return { kind: "close_pull_request", closed: true };
}

const CLOSING = "<!-- regreen:closing -->";
