/** Mode `gate`: the merge gate's verdict about the pull request that started the job. It is the job's own outcome, and the check `regreen/policy` where the token may write that. */
import { judgedPullIn } from "../src/alone/deliveries.ts";
import type { GateOutcome } from "../src/alone/gate-outcome.ts";
import { judgePull } from "../src/alone/judge-pull.ts";
import { readEvent } from "./event.ts";
import type { Job } from "./job.ts";
import { standAlone, type StandingAlone } from "./stand-alone.ts";
import { addSummary, annotate, annotatePlaces, setOutputs, type Write } from "./workflow-commands.ts";

/** Gives the exit code: 0 where the pull request may be merged, or where the gate judges nothing. Throws a Fault for what keeps the job from its work. */
export async function runGate({ token, job, environment }: StandingAlone, write: Write): Promise<number> {
  const reading = readEvent(environment);
  const judged = reading.ok ? judgedPullIn(reading.job.started) : null;
  if (!reading.ok || judged === null) {
    annotate(write, "error", reading.ok ? "mode `gate` judges the open pull request that started the job: start its workflow with `on: pull_request`, without the type `closed`" : reading.problem);
    return 1;
  }
  const outcome = await judgePull(standAlone(reading.job, { token, job, environment }, write), judged);
  report(outcome, job, write);
  return outcome.verdict === "allowed" || outcome.verdict === "ungoverned" ? 0 : 1;
}

const headlines = { allowed: "May be merged", denied: "Must not be merged", waiting: "Cannot be merged yet; run this job again when what it waits for has ended", ungoverned: "Not judged" } as const;

function report(outcome: GateOutcome, job: Job, write: Write): void {
  const { verdict, title, summary, annotations } = outcome;
  addSummary(job.summaryFile, `### ${headlines[verdict]}\n\n${summary === "" ? `${title}.` : summary}\n`);
  setOutputs(job.outputFile, { verdict: outcome.verdict });
  annotatePlaces(write, annotations.map((annotation) => ({
    level: annotation.annotation_level === "failure" ? "error" : annotation.annotation_level, file: annotation.path, line: annotation.start_line, column: null, title: annotation.title, message: annotation.message,
  })));
  annotate(write, verdict === "allowed" || verdict === "ungoverned" ? "notice" : "error", `${headlines[verdict]}: ${title}`);
}
