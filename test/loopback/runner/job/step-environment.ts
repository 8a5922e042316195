/** The environment of a step's process, as GitHub gives it (docs.github.com, "Default environment variables"). Nothing of the host's own environment is in it. */
import { join } from "node:path";
import type { CommandFiles } from "./file-commands.ts";
import { architecture, type JobState } from "./job-state.ts";

/** Members of the `github` context that are variables too (actions/runner, GitHubContext). */
const exported = [
  "action_ref", "action_repository", "actor", "actor_id", "api_url", "base_ref", "event_name", "graphql_url", "head_ref", "job", "ref", "ref_name", "ref_protected",
  "ref_type", "repository", "repository_id", "repository_owner", "repository_owner_id", "retention_days", "run_attempt", "run_id", "run_number", "server_url", "sha",
  "triggering_actor", "workflow", "workflow_ref", "workflow_sha",
] as const;

export function stepEnvironment(state: JobState, own: Readonly<Record<string, string>>, files: CommandFiles): Record<string, string> {
  const { request, folders } = state;
  const context: Readonly<Record<string, unknown>> = request.github;
  const github = Object.fromEntries(exported.map((name) => [`GITHUB_${name.toUpperCase()}`, textOf(context[name])]));
  return {
    ...machine(state), ...state.environment, ...own, ...github, ...files,
    CI: "true", GITHUB_ACTIONS: "true", GITHUB_ACTION: state.action, GITHUB_JOB: request.key, GITHUB_WORKSPACE: folders.workspace,
    GITHUB_EVENT_PATH: join(folders.temporary, "_github_workflow/event.json"),
    RUNNER_OS: "Linux", RUNNER_ARCH: architecture(), RUNNER_NAME: request.runner.name, RUNNER_ENVIRONMENT: "self-hosted",
    RUNNER_TEMP: folders.temporary, RUNNER_TOOL_CACHE: folders.toolCache, RUNNER_WORKSPACE: join(folders.workspace, ".."), RUNNER_TRACKING_ID: state.trackingId,
  };
}

/** What the image sets: programs, home, and where npm finds the tools that are installed for all. */
function machine({ request, folders, paths }: JobState): Record<string, string> {
  const { prefix } = request.runner.image;
  return {
    PATH: [...paths, join(prefix, "bin"), "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"].join(":"),
    HOME: folders.home, LANG: "C.UTF-8", SHELL: "/bin/bash", USER: "runner", ImageOS: "ubuntu24",
    npm_config_prefix: prefix, npm_config_update_notifier: "false",
  };
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}
