/** Commits, trees and comparisons in GitHub's shapes. */
import type { FileChange } from "../git/compare.ts";
import type { Commit } from "../git/bare-repository.ts";
import type { Signature } from "../git/object-writer.ts";
import type { Hub } from "../hub.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import { nodeId } from "./links.ts";
import { emailOf, presentUser } from "./user.ts";

const unsigned = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };
const signed = { verified: true, reason: "valid", signature: "-----BEGIN PGP SIGNATURE-----\n\nloopback\n-----END PGP SIGNATURE-----", payload: "loopback", verified_at: "2026-01-01T00:00:00Z" };

const person = (by: Signature): Record<string, string> => ({ name: by.name, email: by.email, date: by.date.toISOString() });

/** GitHub signs what a bot commits through the API: here, what an App's account has committed. */
function verificationOf(hub: Hub, commit: Commit): Record<string, unknown> {
  return [...hub.state.apps.values()].some((app) => emailOf(app.bot) === commit.committer.email) ? signed : unsigned;
}

export function presentGitCommit(hub: Hub, repository: Repository, commit: Commit): Record<string, unknown> {
  const name = fullNameOf(repository);
  const api = (kind: string, sha: string): string => hub.links.api(`/repos/${name}/git/${kind}/${sha}`);
  return {
    sha: commit.sha, node_id: nodeId("C", commit.sha), url: api("commits", commit.sha), html_url: hub.links.html(`/${name}/commit/${commit.sha}`),
    author: person(commit.author), committer: person(commit.committer), message: commit.message, tree: { sha: commit.tree, url: api("trees", commit.tree) },
    parents: commit.parents.map((sha) => ({ sha, url: api("commits", sha), html_url: hub.links.html(`/${name}/commit/${sha}`) })),
    verification: verificationOf(hub, commit),
  };
}

export function presentCommit(hub: Hub, repository: Repository, commit: Commit): Record<string, unknown> {
  const name = fullNameOf(repository);
  const url = hub.links.api(`/repos/${name}/commits/${commit.sha}`);
  const account = (by: Signature): unknown => {
    const user = [...hub.state.users.values()].find((one) => emailOf(one) === by.email);
    return user === undefined ? null : presentUser(hub.links, user);
  };
  return {
    url, sha: commit.sha, node_id: nodeId("C", commit.sha), html_url: hub.links.html(`/${name}/commit/${commit.sha}`), comments_url: `${url}/comments`,
    commit: {
      url: hub.links.api(`/repos/${name}/git/commits/${commit.sha}`), author: person(commit.author), committer: person(commit.committer), message: commit.message, comment_count: 0,
      tree: { sha: commit.tree, url: hub.links.api(`/repos/${name}/git/trees/${commit.tree}`) }, verification: verificationOf(hub, commit),
    },
    author: account(commit.author), committer: account(commit.committer),
    parents: commit.parents.map((sha) => ({ sha, url: hub.links.api(`/repos/${name}/commits/${sha}`), html_url: hub.links.html(`/${name}/commit/${sha}`) })),
  };
}

export function presentFile(hub: Hub, repository: Repository, { file, ref }: { readonly file: FileChange; readonly ref: string }): Record<string, unknown> {
  const name = fullNameOf(repository);
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  return {
    sha: file.sha, filename: file.path, status: file.status, additions: file.additions, deletions: file.deletions, changes: file.additions + file.deletions,
    blob_url: hub.links.html(`/${name}/blob/${ref}/${path}`), raw_url: hub.links.html(`/${name}/raw/${ref}/${path}`),
    contents_url: hub.links.api(`/repos/${name}/contents/${path}?ref=${ref}`),
    ...(file.patch === null || file.patch === "" ? {} : { patch: file.patch }), ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  };
}

/** `simple-commit`: the head commit that suites and runs show. */
export function presentSimpleCommit(commit: Commit): Record<string, unknown> {
  const by = (one: Signature): Record<string, string> => ({ name: one.name, email: one.email });
  return { id: commit.sha, tree_id: commit.tree, message: commit.message, timestamp: commit.committer.date.toISOString(), author: by(commit.author), committer: by(commit.committer) };
}
