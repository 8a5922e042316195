/** Runs one job to its end: set up, steps in order, post steps in reverse, outputs. */
import { evaluateCondition, evaluateExpression, renderTemplate } from "../expression/evaluate.ts";
import { StepOutput } from "../log/step-output.ts";
import { createCommandFiles } from "./file-commands.ts";
import { endOrphans } from "./end-orphans.ts";
import { freshFolders } from "./job-folders.ts";
import type { JobOutcome, JobRequest, JobSinks } from "./job-request.ts";
import { openJob, renderAll, stepScope, type JobState } from "./job-state.ts";
import { absorbFiles, recordStep, runStep } from "./run-step.ts";
import { setUpJob } from "./set-up-job.ts";
import type { PostStep } from "./step-call.ts";

/** What is still allowed to happen after the job's time is over: conditions with `always()`, and cleaning up. */
const graceMilliseconds = 60_000;

export async function runJob(request: JobRequest, sinks: JobSinks): Promise<JobOutcome> {
  const state = openJob(request, sinks, await freshFolders(request.runner.root, request.github.repository));
  const minutes = jobMinutes(request);
  const time = AbortSignal.timeout(minutes * 60_000);
  state.signal = AbortSignal.any([sinks.stop, sinks.cancel, time]);
  const posts = await runSteps(state);
  if (time.aborted && !sinks.stop.aborted && !sinks.cancel.aborted) {
    new StepOutput(state.log, state.annotations).error(`The job running on runner ${request.runner.name} has exceeded the maximum execution time of ${minutes} minutes.`);
  }
  await runPosts(state, posts);
  const outputs = await completeJob(state);
  const tolerated = state.standing === "failure" && isTolerated(state);
  return { conclusion: state.standing, result: tolerated ? "success" : state.standing, outputs, annotations: state.annotations, summary: state.summary };
}

/** Gives the post steps in the order in which they are to run. */
async function runSteps(state: JobState): Promise<PostStep[]> {
  const posts: PostStep[] = [];
  const began = new Date();
  try {
    const actions = await setUpJob(state);
    recordStep(state, { name: "Set up job", began, conclusion: "success" });
    for (const step of state.request.job.steps) {
      const post = await runStep(state, step, actions);
      if (post !== null) posts.unshift(post);
      if (state.signal.aborted) grantGrace(state);
    }
  } catch (error) {
    new StepOutput(state.log, state.annotations).error(error instanceof Error ? error.message : String(error));
    state.standing = "failure";
    if (state.lastStep === 0) recordStep(state, { name: "Set up job", began, conclusion: "failure" });
  }
  return posts;
}

/** The job is over: from here on only what asks for it runs, and not for long. */
function grantGrace(state: JobState): void {
  state.standing = "cancelled";
  state.signal = AbortSignal.any([state.sinks.stop, AbortSignal.timeout(graceMilliseconds)]);
}

async function runPosts(state: JobState, posts: readonly PostStep[]): Promise<void> {
  for (const post of posts) {
    const began = new Date();
    const output = new StepOutput(state.log, state.annotations);
    const call = { state, output, files: await createCommandFiles(state.folders.temporary), own: {}, signal: state.signal };
    if (!evaluateCondition(post.condition, stepScope(state))) continue;
    state.log.write("Post job cleanup.");
    const ok = await post.run(call);
    await absorbFiles(call);
    recordStep(state, { name: `Post Run ${post.name}`, began, conclusion: ok ? "success" : "failure" });
  }
}

async function completeJob(state: JobState): Promise<Readonly<Record<string, string>>> {
  const began = new Date();
  const names = Object.keys(state.request.job.outputs);
  const outputs = names.length === 0 ? {} : renderAll(state.request.job.outputs, stepScope(state));
  if (names.length > 0) state.log.write("Evaluate and set job outputs");
  for (const name of names) state.log.write(`Set output '${name}'`);
  state.log.write("Cleaning up orphan processes");
  for (const line of await endOrphans(state.trackingId)) state.log.write(line);
  recordStep(state, { name: "Complete job", began, conclusion: "success" });
  return outputs;
}

function jobMinutes(request: JobRequest): number {
  const minutes = request.job["timeout-minutes"];
  if (typeof minutes === "number") return minutes;
  return Number(renderTemplate(minutes, { contexts: { inputs: request.inputs, github: request.github, matrix: request.row, needs: request.needs, vars: request.vars } }));
}

function isTolerated(state: JobState): boolean {
  const flag = state.request.job["continue-on-error"];
  return typeof flag === "boolean" ? flag : Boolean(evaluateExpression(flag.slice(3, -2), stepScope(state)));
}
