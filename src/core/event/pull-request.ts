/** `pull_request` and `pull_request_review`: an offer moved, or somebody else's pull request did. Whoever watches it looks again; a new head gets a guard of its own. */
import { z } from "zod";
import { GitSha } from "../identity/identifier.ts";
import { openGuard } from "../repair/guard/open-guard.ts";
import { ignoring, waking, type Admission, type Wake } from "./admission.ts";
import { isOfferBranch } from "./own-branch.ts";
import { Envelope, repositoryOf, type AdmissionFacts } from "./payload.ts";

const Side = z.object({ ref: z.string().min(1), sha: GitSha, repo: z.object({ id: z.int().positive() }).nullish() });

export const PullRequestEvent = Envelope.extend({
  action: z.string(),
  pull_request: z.object({
    merged: z.boolean().nullish(), title: z.string().nullish(), body: z.string().nullish(),
    number: z.int().positive(), state: z.string().optional(), updated_at: z.string().max(40).optional(), head: Side.optional(), base: Side.optional(),
  }),
});
export type PullRequestEvent = z.infer<typeof PullRequestEvent>;

/** The actions that can change a verdict; the rest (assigned, locked …) cannot. */
const telling: ReadonlySet<string> = new Set([
  "opened", "reopened", "synchronize", "closed", "edited", "labeled", "unlabeled", "ready_for_review", "converted_to_draft",
  "submitted", "dismissed",
]);

/** The actions after which a head is to be guarded that was not before. */
const heading: ReadonlySet<string> = new Set(["opened", "reopened", "synchronize"]);

export function admitPullRequest(event: PullRequestEvent, facts: AdmissionFacts): Admission {
  if (!telling.has(event.action)) return ignoring("nothing that a verdict rests on changed");
  const { number, head, base, state, updated_at: moment } = event.pull_request;
  const wakes: readonly Wake[] = [{ by: "pull_request", repositoryId: event.repository.id, number }];
  const reverted = revertedBy(event);
  if (reverted !== null) return { ...waking(wakes), reverts: [{ repo: event.repository.full_name, repositoryId: event.repository.id, pull: reverted, at: facts.now }] };
  if (head === undefined || base === undefined || moment === undefined || state !== "open" || !heading.has(event.action) || isOwn(event)) return waking(wakes);
  const { opened, entry } = openGuard({
    repository: repositoryOf(event), source: { kind: "pull_request", number }, number, branch: head.ref, baseBranch: base.ref, baseSha: base.sha, headSha: head.sha, moment,
  }, { at: facts.now, seed: facts.seed });
  return { opens: [opened], wakes, entries: [entry], ignored: null };
}

/** GitHub's button "Revert" writes `Reverts owner/name#12` into the body, and names the branch `revert-12-…` (GitHub's documentation, "Reverting a pull request"). */
const REVERTS = /^Reverts (?<repo>[\w.-]+\/[\w.-]+)?#(?<number>\d{1,9})\b/m;
const REVERTING_BRANCH = /^revert-(?<number>\d{1,9})-/;

/** The pull request that this one, now merged, takes back; null: none. Words of people, so only our own merged offers are looked up by it. */
function revertedBy({ action, repository, pull_request: { merged, title, body, head } }: PullRequestEvent): number | null {
  if (action !== "closed" || merged !== true) return null;
  const said = REVERTS.exec((body ?? "").slice(0, 10_000))?.groups;
  if (said !== undefined) return (said["repo"] ?? repository.full_name).toLowerCase() === repository.full_name.toLowerCase() ? Number(said["number"]) : null;
  const named = head?.repo?.id === repository.id && (title ?? "").startsWith('Revert "') ? REVERTING_BRANCH.exec(head.ref)?.groups?.["number"] : undefined;
  return named === undefined ? null : Number(named);
}

/** Regreen's own pull requests are judged by the repair that offers them; a fork may have a branch of such a name, and is not ours (attack G12). */
function isOwn({ repository, pull_request: { head } }: PullRequestEvent): boolean {
  return head !== undefined && isOfferBranch(head.ref) && head.repo?.id === repository.id;
}
