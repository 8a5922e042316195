/** A `check_run` delivery of about 25 KB, as GitHub sends it: some fifty URLs of one repository, ids and digests of their own, a text now and then. */
import { createHash } from "node:crypto";

export const secret = "a secret of the bench";

const digest = (text: string): string => createHash("sha1").update(text).digest("hex");
const names = ["forks", "keys", "collaborators", "teams", "hooks", "events", "assignees", "branches", "tags", "blobs", "git/tags", "git/refs", "trees", "statuses", "languages", "stargazers", "contributors", "commits", "comments", "issues", "pulls", "milestones", "notifications", "labels", "releases", "deployments"];

function repositoryOf(number: number): object {
  const base = `https://api.github.com/repos/octo-${number}/hello-world-${number}`;
  const urls = Object.fromEntries(names.map((name) => [`${name.replace("/", "_")}_url`, `${base}/${name}{/${name.slice(0, 3)}}`]));
  return { id: 186853002 + number, node_id: Buffer.from(digest(`repository ${number}`)).toString("base64"), full_name: `octo-${number}/hello-world-${number}`, description: digest(`words ${number}`).repeat(3), ...urls, created_at: "2026-11-20T08:15:00Z", open_issues_count: number * 7 };
}

const pulls = Array.from({ length: 29 }, (_, number) => ({ id: 279147437 + number * 31, number: number + 2, url: `https://api.github.com/repos/octo/hello/pulls/${number + 2}`, head: { ref: `changes-${digest(`ref ${number}`).slice(0, 8)}`, sha: digest(`head ${number}`) }, base: { ref: "main", sha: digest(`base ${number}`) } }));

export const payload = Buffer.from(JSON.stringify({
  action: "completed",
  check_run: { id: 128620228, node_id: digest("node"), name: "ci / lint", head_sha: digest("head"), external_id: digest("external"), status: "completed", conclusion: "failure", output: { title: "1 problem", summary: "src/app.js:3:1 semi Missing semicolon. ".repeat(6), text: null }, check_suite: { id: 118578147, head_branch: "main", pull_requests: pulls }, pull_requests: pulls },
  repository: repositoryOf(1), organization: repositoryOf(2), source: repositoryOf(3), parent: repositoryOf(4), sender: { login: "octo", id: 1 }, installation: { id: 42, node_id: "MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9uMg==" },
}));
