/** `issue_comment`: a person wrote on an issue or a pull request. Lines that look like commands become a request; which are ours, the repository's configuration says later. */
import { z } from "zod";
import { ignoring, type Admission } from "./admission.ts";
import { Envelope, repositoryOf, type AdmissionFacts } from "./payload.ts";
import { heard, Saying, Written } from "./spoken.ts";

export const IssueCommentEvent = Envelope.extend(Saying.shape).extend({
  issue: z.object({ number: z.int().positive(), pull_request: z.unknown().optional() }),
  comment: Written,
});
export type IssueCommentEvent = z.infer<typeof IssueCommentEvent>;

export function admitIssueComment(event: IssueCommentEvent, facts: AdmissionFacts): Admission {
  const { comment, issue } = event;
  const origin = { kind: "comment", comment_id: comment.id, number: issue.number, pull: issue.pull_request != null } as const;
  const said = heard({ saying: event, written: comment, repository: repositoryOf(event), origin }, facts);
  return "ignored" in said ? ignoring(said.ignored) : { opens: [], wakes: [], entries: [], ignored: null, requests: [said.request] };
}
