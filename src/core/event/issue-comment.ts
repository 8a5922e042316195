/**
 * `issue_comment`: a person wrote on an issue or a pull request. Lines that look like commands become a request; which are ours, the repository's configuration
 * says later. An edit asks for what it added, and only where the writer edited it: somebody else's hand in a comment is no word of its writer (attack G10).
 */
import { z } from "zod";
import { addedLines, commandLines } from "../request/command-lines.ts";
import { openRequest } from "../request/open-request.ts";
import { ignoring, type Admission } from "./admission.ts";
import { Envelope, repositoryOf, type AdmissionFacts } from "./payload.ts";

const Account = z.object({ login: z.string().min(1).max(100), type: z.string().optional() });

export const IssueCommentEvent = Envelope.extend({
  action: z.string(),
  issue: z.object({ number: z.int().positive(), pull_request: z.unknown().optional() }),
  comment: z.object({ id: z.int().positive(), body: z.string().nullish(), user: Account.nullish(), performed_via_github_app: z.unknown().optional() }),
  sender: Account.nullish(),
  changes: z.object({ body: z.object({ from: z.string() }).optional() }).optional(),
});
export type IssueCommentEvent = z.infer<typeof IssueCommentEvent>;

export function admitIssueComment(event: IssueCommentEvent, { now, seed }: AdmissionFacts): Admission {
  const { action, comment, issue, sender, changes } = event;
  const writer = comment.user;
  if (action !== "created" && action !== "edited") return ignoring("a comment was taken away: nothing is asked for");
  if (writer == null) return ignoring("the comment's writer has no account any more");
  if (writer.type === "Bot" || sender?.type === "Bot" || comment.performed_via_github_app != null) return ignoring("a comment that an App wrote");
  if (action === "edited" && sender?.login !== writer.login) return ignoring("a comment that somebody else edited");
  if (action === "edited" && changes?.body === undefined) return ignoring("the comment's text did not change");
  const lines = addedLines(commandLines(comment.body ?? ""), commandLines(changes?.body?.from ?? ""));
  if (lines.length === 0) return ignoring("a comment without a command");
  const origin = { kind: "comment", comment_id: comment.id, number: issue.number, pull: issue.pull_request != null } as const;
  const opened = openRequest({ repository: repositoryOf(event), origin, actor: writer.login, machine: false, lines, dryRun: false, occasion: "" }, { at: now, seed });
  return { opens: [], wakes: [], entries: [], ignored: null, requests: [opened] };
}
