/** An action's files at one commit, in the job's own folder. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runChild } from "../job/child-process.ts";
import type { JobState } from "../job/job-state.ts";
import { git } from "./git.ts";

/**
 * Gets one commit, without credentials, over HTTP: an action is public, or it is not to be had. What a full SHA names is kept by the runner for its next jobs, as
 * with ACTIONS_RUNNER_ACTION_ARCHIVE_CACHE (https://github.com/actions/runner/blob/main/docs/adrs/3003-action-archive-cache.md); each job gets a copy of its own.
 */
export async function download(state: JobState, repository: string, ref: string): Promise<string> {
  const folder = join(state.folders.actions, repository, ref);
  const archive = join(state.request.runner.archive, repository, ref);
  if (!existsSync(archive)) {
    const sha = await fetch(state, repository, ref, folder);
    if (sha === ref) await keep(state, folder, archive);
    state.log.write(`Download action repository '${repository}@${ref}' (SHA:${sha})`);
    return folder;
  }
  await copy(state, archive, folder);
  state.log.write(`Download action repository '${repository}@${ref}' (SHA:${ref})`);
  return folder;
}

async function fetch(state: JobState, repository: string, ref: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const quiet = { directory: folder, environment: {}, signal: state.signal };
  const steps = [["init", "--quiet"], ["fetch", "--quiet", "--depth=1", `${state.request.gitUrl}/${repository}.git`, ref], ["checkout", "--quiet", "--detach", "FETCH_HEAD"]];
  for (const argv of steps) {
    if ((await git({ ...quiet, argv })).exit !== 0) throw new Error(`Unable to resolve action \`${repository}@${ref}\`, unable to find version \`${ref}\``);
  }
  const { lines } = await git({ ...quiet, argv: ["rev-parse", "HEAD"] });
  return lines.join("");
}

/** Under its name once it is whole: jobs run side by side, and who comes second keeps what is there. */
async function keep(state: JobState, folder: string, archive: string): Promise<void> {
  await mkdir(dirname(archive), { recursive: true });
  const whole = join(await mkdtemp(`${archive}-`), "copy");
  await copy(state, folder, whole);
  await rename(whole, archive).catch(() => undefined);
}

async function copy(state: JobState, from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  const exit = await runChild({ argv: ["cp", "-R", from, to], directory: dirname(to), environment: { PATH: process.env.PATH ?? "/usr/bin:/bin" }, onLine: () => undefined, signal: state.signal });
  if (exit !== 0) throw new Error(`the action in ${from} could not be copied`);
}
