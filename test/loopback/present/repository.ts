/** Repositories in GitHub's shapes. */
import { fullNameOf, type Repository } from "../state/repository.ts";
import { nodeId, type Links } from "./links.ts";
import { presentUser } from "./user.ts";

/** The addresses that every shape of a repository carries. */
function presentAddresses(links: Links, repository: Repository): Record<string, unknown> {
  const name = fullNameOf(repository);
  const api = links.api(`/repos/${name}`);
  const plain = ["contributors", "deployments", "downloads", "events", "forks", "hooks", "languages", "merges", "stargazers", "subscribers", "subscription", "tags", "teams"];
  const templated: Readonly<Record<string, string>> = {
    archive_url: "{archive_format}{/ref}", assignees_url: "assignees{/user}", blobs_url: "git/blobs{/sha}", branches_url: "branches{/branch}",
    collaborators_url: "collaborators{/collaborator}", comments_url: "comments{/number}", commits_url: "commits{/sha}", compare_url: "compare/{base}...{head}",
    contents_url: "contents/{+path}", git_commits_url: "git/commits{/sha}", git_refs_url: "git/refs{/sha}", git_tags_url: "git/tags{/sha}",
    issue_comment_url: "issues/comments{/number}", issue_events_url: "issues/events{/number}", issues_url: "issues{/number}", keys_url: "keys{/key_id}",
    labels_url: "labels{/name}", milestones_url: "milestones{/number}", notifications_url: "notifications{?since,all,participating}", pulls_url: "pulls{/number}",
    releases_url: "releases{/id}", statuses_url: "statuses/{sha}", trees_url: "git/trees{/sha}",
  };
  return {
    html_url: links.html(`/${name}`), url: api,
    ...Object.fromEntries(plain.map((one) => [`${one}_url`, `${api}/${one}`])),
    ...Object.fromEntries(Object.entries(templated).map(([key, rest]) => [key, `${api}/${rest}`])),
  };
}

/** `minimal-repository`, which is `simple-repository` too. */
export function presentMinimalRepository(links: Links, repository: Repository): Record<string, unknown> {
  return {
    id: repository.id, node_id: nodeId("R", repository.id), name: repository.name, full_name: fullNameOf(repository),
    owner: presentUser(links, repository.owner), private: repository.isPrivate, description: null, fork: repository.isFork, ...presentAddresses(links, repository),
  };
}

/** `repository`: what pulls, webhooks and installations show. */
export function presentRepository(links: Links, repository: Repository): Record<string, unknown> {
  const open = [...repository.issues.values()].filter((issue) => issue.state === "open").length;
  const address = links.html(`/${fullNameOf(repository)}`);
  return {
    ...presentMinimalRepository(links, repository),
    git_url: `git:${address.replace(/^https?:/, "")}.git`, ssh_url: `git@loopback:${fullNameOf(repository)}.git`, clone_url: `${address}.git`, svn_url: address, mirror_url: null,
    homepage: null, language: null, license: null, topics: [], visibility: repository.isPrivate ? "private" : "public", default_branch: repository.defaultBranch,
    forks: 0, forks_count: 0, stargazers_count: 0, watchers: 0, watchers_count: 0, size: 0, open_issues: open, open_issues_count: open, is_template: false,
    has_issues: true, has_projects: false, has_wiki: false, has_pages: false, has_downloads: true, has_discussions: false, archived: repository.isArchived, disabled: false,
    allow_forking: true, web_commit_signoff_required: false,
    pushed_at: repository.pushedAt.toISOString(), created_at: repository.createdAt.toISOString(), updated_at: repository.pushedAt.toISOString(),
  };
}

/** `full-repository`: what `GET /repos/{owner}/{repo}` gives. */
export function presentFullRepository(links: Links, repository: Repository): Record<string, unknown> {
  return {
    ...presentRepository(links, repository), subscribers_count: 0, network_count: 0, temp_clone_token: null,
    permissions: { admin: false, maintain: false, push: false, triage: false, pull: true },
    allow_squash_merge: true, allow_merge_commit: true, allow_rebase_merge: true, allow_auto_merge: false, allow_update_branch: false, delete_branch_on_merge: false,
    ...(repository.owner.type === "Organization" ? { organization: presentUser(links, repository.owner) } : {}),
  };
}
