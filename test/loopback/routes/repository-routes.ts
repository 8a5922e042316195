/** Repositories, their contents, branches, commits, comparisons, statuses and rules. */
import { needs } from "../auth/permit.ts";
import { changedFiles, emptyTree } from "../git/compare.ts";
import type { Commit } from "../git/bare-repository.ts";
import { HttpProblem, invalid, notFound } from "../http/http-problem.ts";
import { presentStatus, presentStatusEvent } from "../present/check.ts";
import { presentCommit, presentFile } from "../present/git.ts";
import { presentPull } from "../present/pull.ts";
import { presentFullRepository, presentMinimalRepository } from "../present/repository.ts";
import type { CommitStatus } from "../state/check.ts";
import { pullsOf } from "../state/find.ts";
import { fullNameOf, type Protection } from "../state/repository.ts";
import { created, ok, pageOf, type Answer, type Call, type Route } from "./route.ts";

const path = (call: Call, rest: string): string => `/repos/${fullNameOf(call.repository)}/${rest}`;

export async function commitOr404(call: Call, revision: string): Promise<Commit> {
  const commit = await call.repository.git.commit(revision);
  if (commit === null) throw new HttpProblem(422, `No commit found for SHA: ${revision}`);
  return commit;
}

async function getCommit(call: Call): Promise<Answer> {
  const commit = await commitOr404(call, call.param("ref"));
  if (call.accept.includes("sha")) return { status: 200, bytes: Buffer.from(commit.sha), headers: { "content-type": "application/vnd.github.sha; charset=utf-8" } };
  const changes = await changedFiles(call.repository.git.folder, commit.parents[0] ?? emptyTree, commit.sha);
  const additions = changes.reduce((sum, file) => sum + file.additions, 0);
  const deletions = changes.reduce((sum, file) => sum + file.deletions, 0);
  const { items, headers } = pageOf(call, path(call, `commits/${commit.sha}`), changes);
  return {
    ...ok({ ...presentCommit(call.hub, call.repository, commit), stats: { additions, deletions, total: additions + deletions }, files: items.map((file) => presentFile(call.hub, call.repository, { file, ref: commit.sha })) }),
    headers,
  };
}

async function listCommits(call: Call): Promise<Answer> {
  const from = call.query.get("sha") ?? call.repository.defaultBranch;
  if ((await call.repository.git.resolve(from)) === null) throw (await call.repository.git.refs("refs/heads/")).length === 0 ? new HttpProblem(409, "Git Repository is empty.") : notFound();
  const asked = call.query.get("path");
  const size = Math.min(100, Number(call.query.get("per_page") ?? 30)) * Number(call.query.get("page") ?? 1) + 1;
  const since = call.query.get("since");
  const commits = (await call.repository.git.log(from, { most: size, ...(asked === null ? {} : { path: asked }) })).filter((commit) => since === null || commit.committer.date >= new Date(since));
  const { items, headers } = pageOf(call, path(call, "commits"), commits);
  return { ...ok(items.map((commit) => presentCommit(call.hub, call.repository, commit))), headers };
}

async function compare(call: Call): Promise<Answer> {
  const { hub, repository } = call;
  const [baseName = "", headName = ""] = call.param("basehead").split("...").map((side) => side.replace(/^[^:/]+:/, ""));
  const [base, head] = await Promise.all([repository.git.commit(baseName), repository.git.commit(headName)]);
  if (base === null || head === null) throw notFound();
  const comparison = await repository.git.compare(base.sha, head.sha);
  const { items, headers } = pageOf(call, path(call, `compare/${call.param("basehead")}`), comparison.commits);
  const commits = await Promise.all(items.map((sha) => commitOr404(call, sha)));
  const mergeBase = comparison.mergeBase === null ? base : await commitOr404(call, comparison.mergeBase);
  const { aheadBy, behindBy } = comparison;
  const html = hub.links.html(`/${fullNameOf(repository)}/compare/${baseName}...${headName}`);
  const status = aheadBy > 0 && behindBy > 0 ? "diverged" : aheadBy > 0 ? "ahead" : behindBy > 0 ? "behind" : "identical";
  return {
    ...ok({
      url: hub.links.api(path(call, `compare/${baseName}...${headName}`)), html_url: html, permalink_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch`,
      base_commit: presentCommit(hub, repository, base), merge_base_commit: presentCommit(hub, repository, mergeBase), status, ahead_by: aheadBy, behind_by: behindBy,
      total_commits: aheadBy, commits: commits.map((commit) => presentCommit(hub, repository, commit)),
      files: comparison.files.slice(0, 300).map((file) => presentFile(hub, repository, { file, ref: head.sha })),
    }),
    headers,
  };
}

function presentProtection(call: Call, branch: string, protection: Protection | undefined): Record<string, unknown> {
  const url = call.hub.links.api(path(call, `branches/${branch}/protection`));
  if (protection === undefined) return { enabled: false, required_status_checks: { enforcement_level: "off", contexts: [], checks: [] } };
  return { enabled: true, url, required_status_checks: { ...statusPolicy(call, branch, protection), enforcement_level: "non_admins" } };
}

function statusPolicy(call: Call, branch: string, protection: Protection): Record<string, unknown> {
  const url = call.hub.links.api(path(call, `branches/${branch}/protection/required_status_checks`));
  return { url, strict: protection.strict, contexts: protection.requiredChecks, checks: protection.requiredChecks.map((context) => ({ context, app_id: null })), contexts_url: `${url}/contexts` };
}

async function listBranches(call: Call): Promise<Answer> {
  const refs = await call.repository.git.refs("refs/heads/");
  const { items, headers } = pageOf(call, path(call, "branches"), refs);
  return {
    ...ok(items.map((ref) => {
      const name = ref.name.slice("refs/heads/".length);
      return { name, commit: { sha: ref.sha, url: call.hub.links.api(path(call, `commits/${ref.sha}`)) }, protected: call.repository.protections.has(name) };
    })),
    headers,
  };
}

async function getBranch(call: Call): Promise<Answer> {
  const name = call.param("branch");
  const commit = await call.repository.git.commit(`refs/heads/${name}`);
  if (commit === null) throw new HttpProblem(404, "Branch not found");
  const protection = call.repository.protections.get(name);
  const url = call.hub.links.api(path(call, `branches/${name}`));
  return ok({
    name, commit: presentCommit(call.hub, call.repository, commit), _links: { self: url, html: call.hub.links.html(`/${fullNameOf(call.repository)}/tree/${name}`) },
    protected: protection !== undefined, protection: presentProtection(call, name, protection), protection_url: `${url}/protection`,
  });
}

function protectionOf(call: Call): Protection {
  const protection = call.repository.protections.get(call.param("branch"));
  if (protection === undefined) throw new HttpProblem(404, "Branch not protected");
  return protection;
}

/** Rules as rulesets give them: required checks are shown here too, without the permission `administration`. */
function branchRules(call: Call): Answer {
  const protection = call.repository.protections.get(call.param("branch"));
  if (protection === undefined) return ok([]);
  return ok([{
    type: "required_status_checks", ruleset_source_type: "Repository", ruleset_source: fullNameOf(call.repository), ruleset_id: 1,
    parameters: { strict_required_status_checks_policy: protection.strict, do_not_enforce_on_create: false, required_status_checks: protection.requiredChecks.map((context) => ({ context })) },
  }]);
}

async function pullsWithCommit(call: Call): Promise<Answer> {
  const { hub, repository } = call;
  const { sha } = await commitOr404(call, call.param("commit_sha"));
  const contained = await Promise.all(pullsOf(repository).map(async (issue) => (issue.pull.mergeSha === sha && issue.pull.merged) || (await repository.git.isAncestor(sha, issue.pull.headSha)) && !(await repository.git.isAncestor(sha, issue.pull.baseSha))));
  const { items, headers } = pageOf(call, path(call, `commits/${sha}/pulls`), pullsOf(repository).filter((_issue, index) => contained[index]));
  return { ...ok(items.map((issue) => presentPull(hub, repository, issue))), headers };
}

async function createStatus(call: Call): Promise<Answer> {
  const { sha } = await commitOr404(call, call.param("sha"));
  if (sha !== call.param("sha")) throw invalid("Status", "sha");
  const status: CommitStatus = {
    id: call.hub.state.nextId("status"), sha, state: call.text("state") as CommitStatus["state"], context: call.text("context") ?? "default", description: call.text("description"),
    targetUrl: call.text("target_url"), creator: call.actor, createdAt: call.hub.now(),
  };
  call.repository.statuses.push(status);
  const heads = (await call.repository.git.refs("refs/heads/")).filter((ref) => ref.sha === sha).map((ref) => ref.name.slice("refs/heads/".length));
  call.hub.webhooks.fire({ name: "status", repository: call.repository, sender: call.actor, content: presentStatusEvent(call.hub, call.repository, { status, commit: await commitOr404(call, sha), heads }) });
  return created(presentStatus(call.hub, call.repository, status));
}

async function combinedStatus(call: Call): Promise<Answer> {
  const { hub, repository } = call;
  const { sha } = await commitOr404(call, call.param("ref"));
  const latest = [...new Map(repository.statuses.filter((one) => one.sha === sha).map((one) => [one.context, one])).values()];
  const state = latest.some((one) => one.state === "failure" || one.state === "error") ? "failure" : latest.length > 0 && latest.every((one) => one.state === "success") ? "success" : "pending";
  const { items, headers } = pageOf(call, path(call, `commits/${sha}/status`), latest);
  const url = hub.links.api(path(call, `commits/${sha}`));
  const statuses = items.map((one) => {
    const { creator: _creator, ...shown } = presentStatus(hub, repository, one);
    return shown;
  });
  return { ...ok({ state, statuses, sha, total_count: latest.length, repository: presentMinimalRepository(hub.links, repository), commit_url: url, url: `${url}/status` }), headers };
}

async function listStatuses(call: Call): Promise<Answer> {
  const { sha } = await commitOr404(call, call.param("ref"));
  const { items, headers } = pageOf(call, path(call, `commits/${sha}/statuses`), call.repository.statuses.filter((one) => one.sha === sha).toReversed());
  return { ...ok(items.map((one) => presentStatus(call.hub, call.repository, one))), headers };
}

export const repositoryRoutes: readonly Route[] = [
  { operation: "repos/get", need: needs.read("metadata"), handle: (call) => ok(presentFullRepository(call.hub.links, call.repository)) },
  { operation: "repos/list-branches", need: needs.read("contents"), handle: listBranches },
  { operation: "repos/get-branch", need: needs.read("contents"), handle: getBranch },
  { operation: "repos/get-branch-protection", need: needs.read("administration"), handle: (call) => ok(presentProtection(call, call.param("branch"), protectionOf(call))) },
  { operation: "repos/get-status-checks-protection", need: needs.read("administration"), handle: (call) => ok(statusPolicy(call, call.param("branch"), protectionOf(call))) },
  { operation: "repos/get-branch-rules", need: needs.read("metadata"), handle: branchRules },
  { operation: "repos/get-commit", need: needs.read("contents"), handle: getCommit },
  { operation: "repos/list-commits", need: needs.read("contents"), handle: listCommits },
  { operation: "repos/compare-commits-with-basehead", need: needs.read("contents"), handle: compare },
  { operation: "repos/list-pull-requests-associated-with-commit", need: needs.read("pull_requests", "contents"), handle: pullsWithCommit },
  { operation: "repos/create-commit-status", need: needs.write("statuses"), handle: createStatus },
  { operation: "repos/get-combined-status-for-ref", need: needs.read("statuses"), handle: combinedStatus },
  { operation: "repos/list-commit-statuses-for-ref", need: needs.read("statuses"), handle: listStatuses },
];
