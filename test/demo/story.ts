/** The main job, start to end: a broken project is pushed, and main is green again, with proof. */
import type { Issue, Pull } from "../loopback/state/issue.ts";
import { merge, mendTheTest, pushFiles, readFileOf } from "./person.ts";
import { readProject } from "./read-project.ts";
import { regreen } from "./regreen.ts";
import { installedWorkflow, type Stage } from "./stage.ts";
import type { Timeline } from "./timeline.ts";
import { until } from "./until.ts";

export type PullRequest = Issue & { readonly pull: Pull };

export function pullRequests({ repository }: Stage): readonly PullRequest[] {
  return [...repository.issues.values()].filter((issue): issue is PullRequest => issue.pull !== null);
}

export function escalations({ repository }: Stage): readonly Issue[] {
  return [...repository.issues.values()].filter((issue) => issue.pull === null);
}

/** Push the project broken in four ways, and wait for the offer. */
export async function breakMain(stage: Stage, timeline: Timeline): Promise<void> {
  stage.loopback.protect(stage.repository, "main", { requiredChecks: [], strict: false });
  timeline.tell("person", "pushes a project that is broken in four ways: eslint, prettier, an encoding, a test");
  await pushFiles(stage, "Open the bakery", { ...readProject(), ...installedWorkflow(stage) });
}

export async function awaitOffer(stage: Stage): Promise<PullRequest> {
  return until("the pull request", () => pullRequests(stage)[0]);
}

/** The test is mended by a person: the base moves, and Regreen builds its repair anew on it. */
export async function mendByHand(stage: Stage, offer: PullRequest, timeline: Timeline): Promise<void> {
  const [issue] = await until("the escalation", () => (escalations(stage).length > 0 ? escalations(stage) : null));
  timeline.tell("person", `reads #${issue?.number ?? 0} and mends the test by hand, on main`);
  const before = offer.pull.headSha;
  await mendTheTest(stage);
  await until("the rebuilt pull request", () => (offer.pull.headSha === before ? null : offer));
}

export async function mergeWhenAllowed(stage: Stage, offer: PullRequest, timeline: Timeline): Promise<void> {
  await until("the merge gate", () => stage.repository.checkRuns.find((check) => check.name === "regreen/policy" && check.headSha === offer.pull.headSha && check.conclusion === "success"));
  timeline.tell("person", `merges #${offer.number}`);
  await merge(stage, offer.number);
  await until("main to be green", () => stage.repository.workflowRuns.find((run) => run.headSha === offer.pull.mergeSha && run.event === "push" && run.conclusion === "success"));
  timeline.tell("ci", "main is green");
}

/** MONITOR is recorded and published, and the ledger holds. */
export async function awaitOutcome(stage: Stage, offer: PullRequest, timeline: Timeline): Promise<void> {
  const repair = /regreen:repair:(fix_\w+)/.exec(offer.body ?? "")?.[1] ?? "";
  const outcome = await until("the outcome in the evidence branch", () => readFileOf(stage, "regreen/evidence", `${repair}/MONITOR/outcome.json`));
  const { seconds_to_green: seconds } = JSON.parse(outcome) as { readonly seconds_to_green: number };
  timeline.tell("regreen", `records the outcome of ${repair}: merged, green after ${seconds.toFixed(1)} s`);
  const checkpoint = await until("the checkpoint in the evidence branch", () => readFileOf(stage, "regreen/evidence", "checkpoint.json"));
  const verified = await regreen(stage, ["ledger", "verify", "--checkpoint", "-"], checkpoint);
  timeline.tell("person", `regreen ledger verify, against the evidence branch: ${verified.output.split("\n").slice(0, 2).join(" ")}`);
  if (verified.exit !== 0) throw new Error(`the ledger does not hold:\n${verified.output}`);
  const proven = await regreen(stage, ["evidence", "verify", repair]);
  timeline.tell("person", `regreen evidence verify: ${proven.output.split("\n").slice(0, 2).join(" ")}`);
  if (proven.exit !== 0) throw new Error(`the evidence does not hold:\n${proven.output}`);
}

export async function tellWholeStory(stage: Stage, timeline: Timeline): Promise<PullRequest> {
  await breakMain(stage, timeline);
  const offer = await awaitOffer(stage);
  await mendByHand(stage, offer, timeline);
  await mergeWhenAllowed(stage, offer, timeline);
  await awaitOutcome(stage, offer, timeline);
  return offer;
}
