/** The `github` context of a run (docs.github.com, "github context"): values are text, as on GitHub. */
import type { WorkflowRun } from "../actions/types.ts";
import { fullNameOf } from "../state/repository.ts";
import type { GitHubContext } from "./job/job-request.ts";

/** @param origin the loopback GitHub's address. The server's name ends in `.localhost`, by which GitHub's own clients know that it is no Enterprise server. */
export function githubContext(run: WorkflowRun, origin: string, token: string): GitHubContext {
  const { repository, event } = run;
  const name = fullNameOf(repository);
  const server = new URL(origin);
  server.hostname = "github.localhost";
  return {
    token, event: run.payload, event_name: event, action: "",
    repository: name, repository_id: String(repository.id), repository_owner: repository.owner.login, repository_owner_id: String(repository.owner.id),
    repositoryUrl: `git://${server.host}/${name}.git`, secret_source: "Actions", retention_days: "90",
    ref: run.ref, ref_name: run.ref.replace(/^refs\/(?:heads|pull)\//, ""), ref_type: "branch", ref_protected: String(repository.protections.has(run.headBranch)), sha: run.sha,
    head_ref: event === "pull_request" ? run.headBranch : "", base_ref: run.baseRef ?? "",
    run_id: String(run.id), run_number: String(run.number), run_attempt: String(run.attempt),
    actor: run.actor.login, actor_id: String(run.actor.id), triggering_actor: run.triggeringActor.login,
    workflow: run.workflow.name, workflow_ref: `${name}/${run.workflow.path}@${run.ref}`, workflow_sha: run.sha,
    server_url: server.origin, api_url: `${origin}/api/v3`, graphql_url: `${origin}/api/graphql`,
  };
}
