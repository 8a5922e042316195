/** Check runs, check suites and commit statuses in GitHub's shapes. */
import type { Hub } from "../hub.ts";
import type { CheckAnnotation, CheckRun, CheckSuite, CommitStatus } from "../state/check.ts";
import { pullsAt } from "../state/find.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import { presentApp } from "./app.ts";
import type { Commit } from "../git/bare-repository.ts";
import { presentCommit, presentSimpleCommit } from "./git.ts";
import { nodeId } from "./links.ts";
import { presentMinimalPull } from "./pull.ts";
import { presentMinimalRepository } from "./repository.ts";
import { presentUser } from "./user.ts";

export function presentCheckRun(hub: Hub, repository: Repository, run: CheckRun): Record<string, unknown> {
  const name = fullNameOf(repository);
  const api = hub.links.api(`/repos/${name}/check-runs/${run.id}`);
  const html = hub.links.html(`/${name}/runs/${run.id}`);
  return {
    id: run.id, name: run.name, node_id: nodeId("CR", run.id), head_sha: run.headSha, external_id: run.externalId, url: api, html_url: html, details_url: run.detailsUrl ?? html,
    status: run.status, conclusion: run.conclusion, started_at: run.startedAt.toISOString(), completed_at: run.completedAt?.toISOString() ?? null,
    output: { ...run.output, annotations_count: run.annotations.length, annotations_url: `${api}/annotations` },
    check_suite: { id: run.suite.id }, app: presentApp(hub.links, run.app), pull_requests: pullsAt(repository, run.headSha).map((issue) => presentMinimalPull(hub, repository, issue)),
  };
}

/** In webhooks a check run carries its suite. */
export function presentCheckRunEvent(hub: Hub, repository: Repository, run: CheckRun): Record<string, unknown> {
  const { head_commit: _commit, repository: _repository, latest_check_runs_count: _count, check_runs_url: _url, ...suite } = presentCheckSuite(hub, repository, run.suite);
  return { ...presentCheckRun(hub, repository, run), check_suite: suite };
}

export function presentCheckSuite(hub: Hub, repository: Repository, suite: CheckSuite): Record<string, unknown> {
  const api = hub.links.api(`/repos/${fullNameOf(repository)}/check-suites/${suite.id}`);
  return {
    id: suite.id, node_id: nodeId("CS", suite.id), head_branch: suite.headBranch, head_sha: suite.headSha, status: suite.status, conclusion: suite.conclusion, url: api,
    before: suite.before, after: suite.after, pull_requests: pullsAt(repository, suite.headSha).map((issue) => presentMinimalPull(hub, repository, issue)),
    app: presentApp(hub.links, suite.app), repository: presentMinimalRepository(hub.links, repository), created_at: suite.createdAt.toISOString(), updated_at: suite.updatedAt.toISOString(),
    head_commit: presentSimpleCommit(suite.headCommit), latest_check_runs_count: repository.checkRuns.filter((run) => run.suite === suite).length, check_runs_url: `${api}/check-runs`,
    rerequestable: true, runs_rerequestable: true,
  };
}

export function presentAnnotation(hub: Hub, repository: Repository, { run, annotation }: { readonly run: CheckRun; readonly annotation: CheckAnnotation }): Record<string, unknown> {
  return { ...annotation, blob_href: hub.links.html(`/${fullNameOf(repository)}/blob/${run.headSha}/${annotation.path}`) };
}

export function presentStatus(hub: Hub, repository: Repository, status: CommitStatus): Record<string, unknown> {
  const date = status.createdAt.toISOString();
  return {
    url: hub.links.api(`/repos/${fullNameOf(repository)}/statuses/${status.sha}`), avatar_url: hub.links.html(`/_loopback/avatars/${status.creator.id}`), id: status.id, node_id: nodeId("SC", status.id),
    state: status.state, description: status.description, target_url: status.targetUrl, context: status.context, created_at: date, updated_at: date, creator: presentUser(hub.links, status.creator),
  };
}

/** The webhook `status`: it names the repository as `name`, and at most ten branches. */
export function presentStatusEvent(hub: Hub, repository: Repository, { status, commit, heads }: { readonly status: CommitStatus; readonly commit: Commit; readonly heads: readonly string[] }): Record<string, unknown> {
  const { url: _url, node_id: _node, creator: _creator, ...shown } = presentStatus(hub, repository, status);
  const url = hub.links.api(`/repos/${fullNameOf(repository)}/commits/${status.sha}`);
  return {
    ...shown, sha: status.sha, name: fullNameOf(repository), commit: presentCommit(hub, repository, commit),
    branches: heads.slice(0, 10).map((name) => ({ name, commit: { sha: status.sha, url }, protected: repository.protections.has(name) })),
  };
}
