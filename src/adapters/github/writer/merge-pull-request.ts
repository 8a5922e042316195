/** Merges one head and no other. That GitHub does not merge it now (conflict, a check is missing, the head moved) is an outcome, not a fault. */
import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import { GitSha } from "../../../core/identity/identifier.ts";
import type { MergePullRequest, Receipt } from "../../../core/repair/effect.ts";
import { answerOf } from "../answer.ts";
import { milliseconds } from "../../../core/identity/timestamp.ts";
import type { Session } from "../client.ts";
import { readBranchHead } from "../reader/branch.ts";
import { PullAnswer } from "../reader/pull-request.ts";
import type { Desk } from "./desk.ts";

type Merge = z.infer<typeof MergePullRequest>;

/** https://docs.github.com/rest/pulls/pulls#merge-a-pull-request */
const MergeAnswer = z.object({ merged: z.boolean(), sha: GitSha, message: z.string() });

export async function mergePullRequest({ session }: Desk, merge: Merge): Promise<Receipt> {
  const { number, head_sha, method } = merge;
  const pull = await answerOf(session, "GET /repos/{owner}/{repo}/pulls/{pull_number}", { pull_number: number }, PullAnswer);
  if (pull.merged) return { kind: "merge_pull_request", merged: true, merge_sha: pull.mergeSha, reason: null };
  if (pull.state === "closed") return notMerged("it was closed");
  const stale = await whyStale(session, merge, pull);
  if (stale !== null) return notMerged(stale);
  try {
    const parameters = { pull_number: number, sha: head_sha, merge_method: method };
    const { merged, sha, message } = await answerOf(session, "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", parameters, MergeAnswer);
    return merged ? { kind: "merge_pull_request", merged, merge_sha: sha, reason: null } : notMerged(message);
  } catch (error) {
    if (error instanceof Fault && (error.code === "github-conflict" || error.code === "github-invalid")) return notMerged(error.detail ?? error.message);
    throw error;
  }
}

/** What the verdict was reached over is not so any more; null: it is. */
async function whyStale(session: Session, { head_sha, base_sha, labels, not_after }: Merge, pull: z.infer<typeof PullAnswer>): Promise<string | null> {
  if (pull.headSha !== head_sha) return `its head is ${pull.headSha} by now`;
  if (not_after !== undefined && Date.now() > milliseconds(not_after)) return "the verdict is too old";
  if (pull.draft) return "it is a draft by now";
  if (labels !== undefined && [...pull.labels].toSorted().join("\n") !== [...labels].toSorted().join("\n")) return "its labels are others by now";
  if (base_sha !== undefined && (await readBranchHead(session, pull.baseBranch)) !== base_sha) return "its base has moved";
  return null;
}

function notMerged(reason: string): Receipt {
  return { kind: "merge_pull_request", merged: false, merge_sha: null, reason };
}
