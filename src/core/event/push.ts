/** `push`: a branch moved or was deleted. Offers into that branch are judged again. */
import { z } from "zod";
import { ignoring, waking, type Admission } from "./admission.ts";
import { isOwnBranch } from "./own-branch.ts";
import { GitSha } from "../identity/identifier.ts";
import { configurationPath } from "../configuration/configuration-path.ts";
import { Envelope, repositoryOf, type AdmissionFacts } from "./payload.ts";

const Paths = z.array(z.string()).optional();

export const PushEvent = Envelope.extend({ ref: z.string(), commits: z.array(z.object({ message: z.string(), added: Paths, modified: Paths, removed: Paths })).default([]) });
export type PushEvent = z.infer<typeof PushEvent>;

const BRANCHES = "refs/heads/";

export function admitPush(event: PushEvent, { now }: AdmissionFacts): Admission {
  if (!event.ref.startsWith(BRANCHES)) return ignoring("a push to something that is no branch");
  const branch = event.ref.slice(BRANCHES.length);
  if (isOwnBranch(branch)) return ignoring("a push to a branch of our own: its pull request tells it");
  const reverts = revertedBy(event.commits).map((commit) => ({ repo: event.repository.full_name, commit, at: now }));
  const woken = waking([{ by: "base_branch", repositoryId: event.repository.id, branch }]);
  const resettles = branch === event.repository.default_branch && mayTouchSettings(event.commits);
  return { ...woken, ...(reverts.length === 0 ? {} : { reverts }), ...(resettles ? { resettled: repositoryOf(event) } : {}) };
}

/** GitHub tells at most 2,048 commits of a push (webhook documentation, "push"). */
const MOST_COMMITS = 2_048;

/** Whether the configuration is among the files of the push; also where its files are not all told. */
function mayTouchSettings(commits: PushEvent["commits"]): boolean {
  if (commits.length === 0 || commits.length >= MOST_COMMITS) return true;
  return commits.some(({ added, modified, removed }) => [added, modified, removed].some((paths) => paths === undefined || paths.includes(configurationPath)));
}

/** `git revert` writes this line, and GitHub's button does (git's documentation, "git-revert"). Words alone, so only our own merges are looked up. */
const REVERTS = /^This reverts commit ([0-9a-f]{40}|[0-9a-f]{64})\b/gm;
const MOST_REVERTS = 50;

function revertedBy(commits: PushEvent["commits"]): readonly GitSha[] {
  const named = commits.flatMap(({ message }) => [...message.slice(0, 10_000).matchAll(REVERTS)].map(([, sha]) => GitSha.parse(sha)));
  return [...new Set(named)].slice(0, MOST_REVERTS);
}
