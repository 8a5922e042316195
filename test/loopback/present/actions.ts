/** Workflows, runs, jobs and artifacts in GitHub's shapes. */
import type { Artifact, Job, Workflow, WorkflowRun } from "../actions/types.ts";
import type { Hub } from "../hub.ts";
import { isPull } from "../state/find.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import { presentSimpleCommit } from "./git.ts";
import { nodeId } from "./links.ts";
import { presentMinimalPull } from "./pull.ts";
import { presentMinimalRepository } from "./repository.ts";
import { presentUser } from "./user.ts";

export function presentWorkflow(hub: Hub, repository: Repository, workflow: Workflow): Record<string, unknown> {
  const name = fullNameOf(repository);
  return {
    id: workflow.id, node_id: nodeId("W", workflow.id), name: workflow.name, path: workflow.path, state: "active",
    created_at: workflow.createdAt.toISOString(), updated_at: workflow.updatedAt.toISOString(), url: hub.links.api(`/repos/${name}/actions/workflows/${workflow.id}`),
    html_url: hub.links.html(`/${name}/blob/${repository.defaultBranch}/${workflow.path}`), badge_url: hub.links.html(`/${name}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`),
  };
}

export function presentRun(hub: Hub, run: WorkflowRun): Record<string, unknown> {
  const { repository } = run;
  const name = fullNameOf(repository);
  const api = hub.links.api(`/repos/${name}/actions/runs/${run.id}`);
  // GitHub names no pull request of a fork here.
  const pulls = run.headRepository !== repository ? [] : run.pullNumbers.flatMap((number) => repository.issues.get(number) ?? []).filter(isPull).filter((issue) => issue.state === "open");
  return {
    id: run.id, name: run.workflow.name, node_id: nodeId("WFR", run.id), check_suite_id: run.suite.id, check_suite_node_id: nodeId("CS", run.suite.id),
    head_branch: run.headBranch, head_sha: run.headSha, path: run.workflow.path, display_title: run.title, run_number: run.number, run_attempt: run.attempt, event: run.event,
    status: run.status, conclusion: run.conclusion, workflow_id: run.workflow.id, url: api, html_url: hub.links.html(`/${name}/actions/runs/${run.id}`),
    pull_requests: pulls.map((issue) => presentMinimalPull(hub, repository, issue)), created_at: run.createdAt.toISOString(), updated_at: run.updatedAt.toISOString(), run_started_at: run.startedAt.toISOString(),
    actor: presentUser(hub.links, run.actor), triggering_actor: presentUser(hub.links, run.triggeringActor), referenced_workflows: [],
    jobs_url: `${api}/jobs`, logs_url: `${api}/logs`, check_suite_url: hub.links.api(`/repos/${name}/check-suites/${run.suite.id}`), artifacts_url: `${api}/artifacts`,
    cancel_url: `${api}/cancel`, rerun_url: `${api}/rerun`, previous_attempt_url: run.attempt === 1 ? null : `${api}/attempts/${run.attempt - 1}`,
    workflow_url: hub.links.api(`/repos/${name}/actions/workflows/${run.workflow.id}`), head_commit: presentSimpleCommit(run.suite.headCommit),
    repository: presentMinimalRepository(hub.links, repository), head_repository: presentMinimalRepository(hub.links, run.headRepository),
  };
}

export function presentJob(hub: Hub, job: Job): Record<string, unknown> {
  const { run } = job;
  const name = fullNameOf(run.repository);
  return {
    id: job.id, run_id: run.id, workflow_name: run.workflow.name, head_branch: run.headBranch, run_url: hub.links.api(`/repos/${name}/actions/runs/${run.id}`), run_attempt: job.attempt,
    node_id: nodeId("CR", job.id), head_sha: run.headSha, url: hub.links.api(`/repos/${name}/actions/jobs/${job.id}`), html_url: hub.links.html(`/${name}/actions/runs/${run.id}/job/${job.id}`),
    status: job.status, conclusion: job.conclusion, created_at: job.createdAt.toISOString(), started_at: (job.startedAt ?? job.createdAt).toISOString(), completed_at: job.completedAt?.toISOString() ?? null,
    name: job.name, check_run_url: hub.links.api(`/repos/${name}/check-runs/${job.checkRun.id}`), labels: job.definition["runs-on"],
    steps: job.steps.map((step) => ({
      name: step.name, status: step.status, conclusion: step.conclusion, number: step.number, started_at: step.startedAt?.toISOString() ?? null, completed_at: step.completedAt?.toISOString() ?? null,
    })),
    runner_id: job.runnerName === null ? null : 1, runner_name: job.runnerName, runner_group_id: job.runnerName === null ? null : 0, runner_group_name: job.runnerName === null ? null : "GitHub Actions",
  };
}

export function presentArtifact(hub: Hub, run: WorkflowRun, artifact: Artifact): Record<string, unknown> {
  const api = hub.links.api(`/repos/${fullNameOf(run.repository)}/actions/artifacts/${artifact.id}`);
  const created = artifact.createdAt.toISOString();
  return {
    id: artifact.id, node_id: nodeId("ART", artifact.id), name: artifact.name, size_in_bytes: artifact.bytes.length, url: api, archive_download_url: `${api}/zip`, expired: artifact.expiresAt < hub.now(),
    digest: artifact.digest, created_at: created, updated_at: created, expires_at: artifact.expiresAt.toISOString(),
    workflow_run: { id: run.id, repository_id: run.repository.id, head_repository_id: run.repository.id, head_branch: run.headBranch, head_sha: run.headSha },
  };
}
