/** One review with suggestions, on the head that was verified and no other: where it moved, they would stand on other lines. */
import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import type { Receipt, SuggestChanges } from "../../../core/repair/effect.ts";
import { answerOf } from "../answer.ts";
import { findInPages } from "../pages.ts";
import { readPullRequest } from "../reader/pull-request.ts";
import { Account, OptionalText } from "../reader/shapes.ts";
import type { Desk } from "./desk.ts";

type Suggest = z.infer<typeof SuggestChanges>;

/** https://docs.github.com/rest/pulls/reviews#list-reviews-for-a-pull-request */
const ReviewAnswer = z.object({ id: z.int().positive(), body: OptionalText, user: Account });

export async function suggestChanges(desk: Desk, effect: Suggest): Promise<Receipt> {
  const { session, self } = desk;
  const request = { operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", parameters: { pull_number: effect.number } } as const;
  const present = await findInPages(session, request, { schema: z.array(ReviewAnswer), holds: ({ body, user }) => user?.login === self.login && (body ?? "").includes(effect.marker) });
  if (present !== null) return { kind: "suggest_changes", review_id: present.id, reason: null };
  const pull = await readPullRequest(session, effect.number);
  if (pull === null || pull.state === "closed") return notSaid("the pull request is closed");
  if (pull.headSha !== effect.head_sha) return notSaid("the pull request has moved on: its new head has runs of its own");
  return { kind: "suggest_changes", review_id: await post(desk, effect), reason: null };
}

/** Where GitHub finds that a line is not in its diff after all, it takes none of the comments: then the text alone is said, which has the command for all of it. */
async function post({ session }: Desk, { number, head_sha, body, comments }: Suggest): Promise<number> {
  const review = { pull_number: number, commit_id: head_sha, event: "COMMENT" as const, body };
  const placed = comments.map(({ path, start_line, line, body: text }) => ({ path, line, side: "RIGHT", body: text, ...(start_line === null ? {} : { start_line, start_side: "RIGHT" }) }));
  try {
    return (await answerOf(session, "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", { ...review, comments: placed }, ReviewAnswer)).id;
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "github-invalid" || placed.length === 0) throw error;
    return (await answerOf(session, "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", review, ReviewAnswer)).id;
  }
}

function notSaid(reason: string): Receipt {
  return { kind: "suggest_changes", review_id: null, reason };
}
