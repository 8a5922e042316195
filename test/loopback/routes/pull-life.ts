/** What moves a pull request without a request for it: its branches move, and it is merged or cannot be. */
import { changedFiles } from "../git/compare.ts";
import type { Hub } from "../hub.ts";
import { presentWholePull } from "../present/pull.ts";
import { presentRepository } from "../present/repository.ts";
import { presentUser } from "../present/user.ts";
import { pullsOf, type PullIssue } from "../state/find.ts";
import type { Repository } from "../state/repository.ts";
import type { User } from "../state/user.ts";

/** What GITHUB_EVENT_PATH holds for a pull request, without the action. */
export function pullPayload(hub: Hub, repository: Repository, issue: PullIssue): Record<string, unknown> {
  return { number: issue.number, pull_request: presentWholePull(hub, repository, issue), repository: presentRepository(hub.links, repository), sender: presentUser(hub.links, issue.author) };
}

/** What a webhook about a pull request holds besides action, repository and sender. */
export function pullContent(hub: Hub, repository: Repository, issue: PullIssue): Record<string, unknown> {
  return { number: issue.number, pull_request: presentWholePull(hub, repository, issue) };
}

const robot = { name: "GitHub", email: "noreply@github.com" };

/** Computes anew, by git itself, whether the pull request merges and how large it is; keeps the test merge under `refs/pull/<n>/merge`. */
export async function refreshPull(hub: Hub, repository: Repository, issue: PullIssue): Promise<void> {
  const { pull } = issue;
  const { git } = repository;
  const [base, head] = await Promise.all([git.resolve(`refs/heads/${pull.baseBranch}`), git.resolve(pull.headSha)]);
  if (base === null || head === null) {
    Object.assign(pull, { mergeable: null, mergeSha: null });
    return;
  }
  const [tree, comparison] = await Promise.all([git.mergeTree(base, head), git.compare(base, head)]);
  pull.mergeable = tree !== null;
  pull.mergeSha = tree === null ? null : await testMerge(hub, repository, { issue, tree, base, head });
  const sum = (of: "additions" | "deletions"): number => comparison.files.reduce((total, file) => total + file[of], 0);
  pull.size = { commits: comparison.aheadBy, additions: sum("additions"), deletions: sum("deletions"), files: comparison.files.length };
  await git.updateRef(`refs/pull/${issue.number}/head`, head);
}

async function testMerge(hub: Hub, repository: Repository, merge: { readonly issue: PullIssue; readonly tree: string; readonly base: string; readonly head: string }): Promise<string> {
  const by = { ...robot, date: hub.now() };
  const sha = await repository.git.writeCommit({ tree: merge.tree, parents: [merge.base, merge.head], author: by, committer: by, message: `Merge ${merge.head} into ${merge.base}` });
  await repository.git.updateRef(`refs/pull/${merge.issue.number}/merge`, sha);
  return sha;
}

/** A branch has moved: pull requests from it are synchronised, those to it look again whether they merge. Gives those that were synchronised. */
export async function followBranch(hub: Hub, repository: Repository, moved: { readonly branch: string; readonly after: string; readonly actor: User }): Promise<PullIssue[]> {
  const synchronised: PullIssue[] = [];
  for (const issue of pullsOf(repository).filter((one) => one.state === "open")) {
    if (issue.pull.fork === null && issue.pull.headBranch === moved.branch) {
      const before = issue.pull.headSha;
      issue.pull.headSha = moved.after;
      issue.pull.baseSha = (await repository.git.resolve(`refs/heads/${issue.pull.baseBranch}`)) ?? issue.pull.baseSha;
      issue.updatedAt = hub.now();
      await refreshPull(hub, repository, issue);
      hub.webhooks.fire({ name: "pull-request-synchronize", repository, sender: moved.actor, content: { ...pullContent(hub, repository, issue), before, after: moved.after } });
      synchronised.push(issue);
    } else if (issue.pull.baseBranch === moved.branch) {
      await refreshPull(hub, repository, issue);
      await closeWhenContained(hub, repository, { issue, base: moved.after, actor: moved.actor });
    }
  }
  return synchronised;
}

/** A branch is gone: GitHub closes the pull requests from it and to it. */
export function closeWithBranch(hub: Hub, repository: Repository, { branch, actor }: { readonly branch: string; readonly actor: User }): void {
  for (const issue of pullsOf(repository).filter((one) => one.state === "open" && (one.pull.baseBranch === branch || (one.pull.fork === null && one.pull.headBranch === branch)))) {
    closePull(hub, repository, { issue, actor, mergeSha: null });
  }
}

/** GitHub marks a pull request as merged when its head has arrived in its base by another way. */
async function closeWhenContained(hub: Hub, repository: Repository, { issue, base, actor }: { readonly issue: PullIssue; readonly base: string; readonly actor: User }): Promise<void> {
  if (issue.pull.size.commits > 0 || !(await repository.git.isAncestor(issue.pull.headSha, base))) return;
  closePull(hub, repository, { issue, actor, mergeSha: base });
}

/** Closes a pull request; with `mergeSha`, as merged. */
export function closePull(hub: Hub, repository: Repository, { issue, actor, mergeSha }: { readonly issue: PullIssue; readonly actor: User; readonly mergeSha: string | null }): void {
  const now = hub.now();
  Object.assign(issue, { state: "closed", closedAt: now, closedBy: actor, updatedAt: now });
  if (mergeSha !== null) Object.assign(issue.pull, { merged: true, mergedAt: now, mergedBy: actor, mergeSha });
  hub.webhooks.fire({ name: "pull-request-closed", repository, sender: actor, content: pullContent(hub, repository, issue) });
}

/** The `push` webhook's content, which is also what GITHUB_EVENT_PATH holds. */
export async function pushContent(hub: Hub, repository: Repository, push: { readonly ref: string; readonly before: string; readonly after: string; readonly actor: User }): Promise<Record<string, unknown>> {
  const { git } = repository;
  const none = "0".repeat(40);
  const { before, after } = push;
  const html = hub.links.html(`/${repository.owner.login}/${repository.name}`);
  const shas = after === none ? [] : before === none ? (await git.log(after, { most: 1 })).map((commit) => commit.sha) : (await git.compare(before, after)).commits;
  const commits = await Promise.all(shas.slice(-20).map(async (sha) => {
    const commit = await git.commit(sha);
    if (commit === null) throw new Error(`no commit ${sha}`);
    const parent = commit.parents[0];
    const files = parent === undefined ? [] : await changedFiles(git.folder, parent, sha);
    const named = (status: string): string[] => files.filter((file) => file.status === status).map((file) => file.path);
    const by = (one: { readonly name: string; readonly email: string; readonly date: Date }) => ({ name: one.name, email: one.email, date: one.date.toISOString() });
    return {
      id: sha, tree_id: commit.tree, distinct: true, message: commit.message, timestamp: commit.committer.date.toISOString(), url: `${html}/commit/${sha}`,
      author: by(commit.author), committer: by(commit.committer), added: named("added"), removed: named("removed"), modified: named("modified"),
    };
  }));
  const forced = before !== none && after !== none && !(await git.isAncestor(before, after));
  return {
    ref: push.ref, before, after, created: before === none, deleted: after === none, forced, base_ref: null, compare: `${html}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits, head_commit: commits.at(-1) ?? null, pusher: { name: push.actor.login, email: `${push.actor.login}@users.noreply.github.com` },
  };
}
