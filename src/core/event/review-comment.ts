/** `pull_request_review_comment`: a person wrote on lines of a pull request. It is answered in the same thread, and a fix is asked for in the file that it stands on. */
import { z } from "zod";
import { ignoring, type Admission } from "./admission.ts";
import { Envelope, repositoryOf, type AdmissionFacts } from "./payload.ts";
import { heard, Saying, Written } from "./spoken.ts";

export const ReviewCommentEvent = Envelope.extend(Saying.shape).extend({
  pull_request: z.object({ number: z.int().positive() }),
  comment: Written.extend({ path: z.string().min(1).max(400), in_reply_to_id: z.int().positive().nullish() }),
});
export type ReviewCommentEvent = z.infer<typeof ReviewCommentEvent>;

export function admitReviewComment(event: ReviewCommentEvent, facts: AdmissionFacts): Admission {
  const { comment, pull_request: { number } } = event;
  const origin = { kind: "thread", comment_id: comment.id, thread_id: comment.in_reply_to_id ?? comment.id, number, path: comment.path } as const;
  const said = heard({ saying: event, written: comment, repository: repositoryOf(event), origin }, facts);
  return "ignored" in said ? ignoring(said.ignored) : { opens: [], wakes: [], entries: [], ignored: null, requests: [said.request] };
}
