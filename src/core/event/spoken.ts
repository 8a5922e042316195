/**
 * What people say on GitHub (comments, comments on lines, reviews): whose words are heard. An App's are not; an edit asks for what it added, and only where the writer edited it:
 * somebody else's hand in a comment is no word of its writer (attack G10).
 */
import { z } from "zod";
import { addedLines, commandLines } from "../request/command-lines.ts";
import { openRequest, type OpenedRequest } from "../request/open-request.ts";
import type { Origin } from "../request/request.ts";
import type { Repository } from "../repair/repair.ts";
import type { AdmissionFacts } from "./payload.ts";

export const Account = z.object({ login: z.string().min(1).max(100), type: z.string().optional() });

/** A text of a person's as payloads carry it. */
export const Written = z.object({ id: z.int().positive(), body: z.string().nullish(), user: Account.nullish(), performed_via_github_app: z.unknown().optional() });
export type Written = z.infer<typeof Written>;

/** What comes beside the text. */
export const Saying = z.object({ action: z.string(), sender: Account.nullish(), changes: z.object({ body: z.object({ from: z.string() }).optional() }).optional() });
export type Saying = z.infer<typeof Saying>;

export interface Spoken {
  readonly saying: Saying;
  readonly written: Written;
  readonly repository: Repository;
  readonly origin: Origin;
}

/** The request that the words ask for, or in plain words why they ask for nothing. */
export function heard({ saying, written, repository, origin }: Spoken, { now, seed }: AdmissionFacts): { readonly request: OpenedRequest } | { readonly ignored: string } {
  const { action, sender, changes } = saying;
  const writer = written.user;
  const isEdit = action === "edited";
  if (action !== "created" && action !== "submitted" && !isEdit) return { ignored: "a comment was taken away: nothing is asked for" };
  if (writer == null) return { ignored: "the comment's writer has no account any more" };
  if (writer.type === "Bot" || sender?.type === "Bot" || written.performed_via_github_app != null) return { ignored: "a comment that an App wrote" };
  if (isEdit && sender?.login !== writer.login) return { ignored: "a comment that somebody else edited" };
  if (isEdit && changes?.body === undefined) return { ignored: "the comment's text did not change" };
  const lines = addedLines(commandLines(written.body ?? ""), commandLines(changes?.body?.from ?? ""));
  if (lines.length === 0) return { ignored: "a comment without a command" };
  return { request: openRequest({ repository, origin, actor: writer.login, machine: false, lines, dryRun: false, occasion: "" }, { at: now, seed }) };
}
