/** Creates or updates the one issue that carries the marker and was written by our App. A look-alike by somebody else is left alone. */
import { z } from "zod";
import type { Receipt, UpsertIssue } from "../../../core/repair/effect.ts";
import { answerOf } from "../answer.ts";
import { findInPages } from "../pages.ts";
import { Account, OptionalText, ViaApp } from "../reader/shapes.ts";
import { isOurs } from "../self.ts";
import type { Desk } from "./desk.ts";

type Upsert = z.infer<typeof UpsertIssue>;

/** https://docs.github.com/rest/issues/issues#list-repository-issues; pull requests stand in the same list. */
const IssueAnswer = z.object({
  number: z.int().positive(), html_url: z.string(), title: z.string(), body: OptionalText, state: z.string(), state_reason: OptionalText, user: Account, performed_via_github_app: ViaApp,
  pull_request: z.unknown().optional(), labels: z.array(z.union([z.string(), z.object({ name: OptionalText })])),
});
type IssueAnswer = z.infer<typeof IssueAnswer>;

export async function upsertIssue(desk: Desk, effect: Upsert): Promise<Receipt> {
  const present = await findIssue(desk, effect.marker);
  const issue = present === null ? await create(desk, effect) : await update(desk, effect, present);
  return { kind: "upsert_issue", number: issue.number, url: issue.html_url };
}

export async function findIssue({ session, self }: Desk, marker: string): Promise<IssueAnswer | null> {
  const request = { operation: "GET /repos/{owner}/{repo}/issues", parameters: { creator: self.login, state: "all" } } as const;
  const holds = (issue: IssueAnswer): boolean => issue.pull_request === undefined && isOurs(self, issue) && (issue.body ?? "").includes(marker);
  return findInPages(session, request, { schema: z.array(IssueAnswer), holds });
}

async function create(desk: Desk, effect: Upsert): Promise<IssueAnswer> {
  const { title, body, labels } = effect;
  const created = await answerOf(desk.session, "POST /repos/{owner}/{repo}/issues", { title, body, labels: [...labels] }, IssueAnswer);
  return effect.state === "closed" ? update(desk, effect, created) : created;
}

/** People's labels stay, and so does their word that nothing is planned: https://docs.github.com/rest/issues/issues#update-an-issue, `state_reason`. */
async function update({ session }: Desk, { title, body, labels, state }: Upsert, present: IssueAnswer): Promise<IssueAnswer> {
  if (present.state === "closed" && present.state_reason === "not_planned") return present;
  const there = present.labels.flatMap((label) => (typeof label === "string" ? [label] : label.name ?? []));
  const wanted = [...new Set([...there, ...labels])];
  if (present.title === title && present.body === body && present.state === state && wanted.length === there.length) return present;
  return answerOf(session, "PATCH /repos/{owner}/{repo}/issues/{issue_number}", { issue_number: present.number, title, body, state, labels: wanted }, IssueAnswer);
}
