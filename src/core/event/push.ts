/** `push`: a branch moved or was deleted. Offers into that branch are judged again, and where the default branch says other policies now, all that is open. */
import { z } from "zod";
import { ignoring, waking, type Admission, type Wake } from "./admission.ts";
import { isOwnBranch } from "./own-branch.ts";
import { GitSha } from "../identity/identifier.ts";
import { ORGANISATION_REPOSITORY } from "../configuration/organisation-layer.ts";
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
  const isDefault = branch === event.repository.default_branch;
  const woken = waking([{ by: "base_branch", repositoryId: event.repository.id, branch }, ...(isDefault && mayTouch(event.commits, isPolicyFile) ? [judgedAnew(event)] : [])]);
  const resettles = isDefault && mayTouch(event.commits, (path) => path === configurationPath);
  return { ...woken, ...(reverts.length === 0 ? {} : { reverts }), ...(resettles ? { resettled: repositoryOf(event) } : {}) };
}

/** GitHub tells at most 2,048 commits of a push (webhook documentation, "push"). */
const MOST_COMMITS = 2_048;

/** Whether such a file is among those of the push; also where its files are not all told. */
function mayTouch(commits: PushEvent["commits"], isMeant: (path: string) => boolean): boolean {
  if (commits.length === 0 || commits.length >= MOST_COMMITS) return true;
  return commits.some(({ added, modified, removed }) => [added, modified, removed].some((paths) => paths === undefined || paths.some(isMeant)));
}

/** The configuration, or what may be a pack: which files are packs is said in the configuration, which is not read here. */
function isPolicyFile(path: string): boolean {
  return path === configurationPath || /\.ya?ml$/i.test(path);
}

/** An account's `.github` repository lies over all others of the same installation (core/configuration/organisation-layer.ts). */
function judgedAnew(event: PushEvent): Wake {
  const { id, name, installation_id } = repositoryOf(event);
  return { by: "policy", installationId: installation_id, repositoryId: name.endsWith(ORGANISATION_REPOSITORY) ? null : id };
}

/** `git revert` writes this line, and GitHub's button does (git's documentation, "git-revert"). Words alone, so only our own merges are looked up. */
const REVERTS = /^This reverts commit ([0-9a-f]{40}|[0-9a-f]{64})\b/gm;
const MOST_REVERTS = 50;

function revertedBy(commits: PushEvent["commits"]): readonly GitSha[] {
  const named = commits.flatMap(({ message }) => [...message.slice(0, 10_000).matchAll(REVERTS)].map(([, sha]) => GitSha.parse(sha)));
  return [...new Set(named)].slice(0, MOST_REVERTS);
}
