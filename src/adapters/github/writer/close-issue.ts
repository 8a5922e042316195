/** Closes an issue of our own and says why above what stands there, which stays to be read. */
import type { z } from "zod";
import type { CloseIssue, Receipt } from "../../../core/repair/effect.ts";
import { shorten } from "../../../core/pull-request/neutral-text.ts";
import type { Desk } from "./desk.ts";
import { findIssue } from "./upsert-issue.ts";

const MOST_CHARACTERS = 65_000;

/** The marker stays first: by it the issue is known again. */
export async function closeIssue(desk: Desk, { marker, sentence }: z.infer<typeof CloseIssue>): Promise<Receipt> {
  const issue = await findIssue(desk, marker);
  if (issue === null) return { kind: "close_issue", number: null };
  if (issue.state === "open") {
    const rest = (issue.body ?? "").replace(marker, "").trimStart();
    const body = shorten(`${marker}\n\n${sentence}\n\n${rest}`, MOST_CHARACTERS);
    await desk.session.ask("PATCH /repos/{owner}/{repo}/issues/{issue_number}", { issue_number: issue.number, body, state: "closed", state_reason: "completed" });
  }
  return { kind: "close_issue", number: issue.number };
}
