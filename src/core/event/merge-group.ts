/** `merge_group`: a merge queue asks for checks of what it would merge. GitHub names the last pull request in the group's ref; earlier ones have groups of their own. */
import { z } from "zod";
import { GitSha } from "../identity/identifier.ts";
import { openGuard } from "../repair/guard/open-guard.ts";
import { ignoring, type Admission } from "./admission.ts";
import { Envelope, repositoryOf, type AdmissionFacts } from "./payload.ts";

export const MergeGroupEvent = Envelope.extend({
  action: z.string(),
  merge_group: z.object({ head_sha: GitSha, head_ref: z.string(), base_sha: GitSha, base_ref: z.string() }),
});
export type MergeGroupEvent = z.infer<typeof MergeGroupEvent>;

const HEADS = "refs/heads/";
/** `refs/heads/gh-readonly-queue/main/pr-104-0f3e…` */
const QUEUED = /^refs\/heads\/gh-readonly-queue\/.+\/pr-([1-9][0-9]{0,9})-[0-9a-f]{40,64}$/;

export function admitMergeGroup(event: MergeGroupEvent, facts: AdmissionFacts): Admission {
  const { head_sha, head_ref, base_sha, base_ref } = event.merge_group;
  if (event.action !== "checks_requested") return ignoring("the merge group asks for nothing any more");
  const number = Number(QUEUED.exec(head_ref)?.[1]);
  if (!Number.isSafeInteger(number) || !base_ref.startsWith(HEADS)) return ignoring("the merge group names no pull request");
  const { opened, entry } = openGuard({
    repository: repositoryOf(event), source: { kind: "merge_group", number, head_ref, base_sha }, number, branch: head_ref.slice(HEADS.length),
    baseBranch: base_ref.slice(HEADS.length), baseSha: base_sha, headSha: head_sha,
  }, { at: facts.now, seed: facts.seed });
  return { opens: [opened], wakes: [], entries: [entry], ignored: null };
}
