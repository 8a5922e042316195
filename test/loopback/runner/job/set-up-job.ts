/** The first lines of a job's log, and all that stands before its first step: folders, event file, actions. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findAction, type FoundAction } from "../actions/find-action.ts";
import type { Grant } from "../workflow/permissions.ts";
import { renderJobEnvironment, type JobState } from "./job-state.ts";

/** The runner release whose log format this follows. */
export const runnerVersion = "2.334.0";

/** Actions by `uses`. Throws with the reason when the job cannot begin. */
export async function setUpJob(state: JobState): Promise<ReadonlyMap<string, FoundAction>> {
  const { request, folders } = state;
  writePreamble(state);
  await writeFile(join(folders.temporary, "_github_workflow/event.json"), JSON.stringify(request.github.event, null, 2));
  state.environment = renderJobEnvironment(state);
  const wanted = new Set(request.job.steps.flatMap((step) => ("uses" in step ? [step.uses] : [])));
  const actions = new Map<string, FoundAction>();
  state.log.write("Prepare all required actions");
  if (wanted.size > 0) state.log.write("Getting action download info");
  for (const uses of wanted) actions.set(uses, await findAction(state, uses));
  state.log.write(`Complete job name: ${request.name}`);
  return actions;
}

function writePreamble(state: JobState): void {
  const { request, log } = state;
  const group = (title: string, lines: readonly string[]) => {
    log.write(`##[group]${title}`);
    for (const line of lines) log.write(line);
    log.write("##[endgroup]");
  };
  log.write(`Current runner version: '${runnerVersion}'`);
  group("Runner Image", ["Image: regreen-loopback", ...request.runner.image.tools.map((tool) => `Tool: ${tool}`)]);
  group("GITHUB_TOKEN Permissions", grantLines(request.grant));
  log.write("Secret source: Actions");
  log.write("Prepare workflow directory");
}

/** `pull-requests: write` → `PullRequests: write`, in order of name. */
function grantLines(grant: Grant): string[] {
  const title = (name: string) => name.split(/[-_]/).map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
  return Object.entries(grant).map(([name, access]) => `${title(name)}: ${access}`).sort();
}
