/** `pull_request_review`: a verdict may rest on it, and its text may ask for something. */
import type { z } from "zod";
import { ignoring, type Admission } from "./admission.ts";
import { repositoryOf, type AdmissionFacts } from "./payload.ts";
import { admitPullRequest, PullRequestEvent } from "./pull-request.ts";
import { heard, Saying, Written } from "./spoken.ts";

export const ReviewEvent = PullRequestEvent.extend(Saying.shape).extend({ review: Written.optional() });
export type ReviewEvent = z.infer<typeof ReviewEvent>;

export function admitReview(event: ReviewEvent, facts: AdmissionFacts): Admission {
  const { review, pull_request: { number }, action } = event;
  // The text of a review that was edited decides nothing by itself.
  const judged = action === "edited" ? ignoring("nothing that a verdict rests on changed") : admitPullRequest(event, facts);
  if (review === undefined) return judged;
  const said = heard({ saying: event, written: review, repository: repositoryOf(event), origin: { kind: "review", review_id: review.id, number } }, facts);
  return "ignored" in said ? judged : { ...judged, ignored: null, requests: [said.request] };
}
