/** Mode `propose`: Regreen without a server. It holds a token that writes, and runs nothing of the repository: what the fix job left is checked again from the patch alone. */
import { asksFor } from "../src/alone/deliveries.ts";
import { runAlone, type Moved } from "../src/alone/run-alone.ts";
import { readEvent } from "./event.ts";
import type { Job } from "./job.ts";
import { buildProposeSummary } from "./propose-summary.ts";
import { standAlone, type StandingAlone } from "./stand-alone.ts";
import { unmendedPlaces } from "./unmended-places.ts";
import { addSummary, annotate, annotatePlaces, setOutputs, type Write } from "./workflow-commands.ts";

/** Gives the exit code. Throws a Fault for what keeps the job from its work. */
export async function runPropose({ token, job, environment }: StandingAlone, write: Write): Promise<number> {
  const reading = readEvent(environment);
  if (!reading.ok) {
    annotate(write, "error", reading.problem);
    return 1;
  }
  const moved = await runAlone(standAlone(reading.job, { token, job, environment }, write));
  report(moved, job, write);
  if (!asksFor(reading.job.started) || moved.requests.length > 0) return 0;
  annotate(write, "error", "The inputs are no request: `commands` holds commands as in a comment, several apart by `;`, and `pull` the number of a pull request or issue, or nothing");
  return 1;
}

function report(moved: Moved, job: Job, write: Write): void {
  const { repairs } = moved;
  addSummary(job.summaryFile, buildProposeSummary(moved));
  const pulls = repairs.flatMap(({ offer }) => (offer?.url == null ? [] : [offer.url]));
  const issues = repairs.flatMap(({ issue }) => (issue === null ? [] : [String(issue)]));
  setOutputs(job.outputFile, { repairs: JSON.stringify(repairs.map(({ id, step, status, reason }) => ({ id, step, status, reason }))), "pull-requests": pulls.join("\n"), issues: issues.join("\n") });
  annotatePlaces(write, unmendedPlaces(repairs));
  for (const url of pulls) annotate(write, "notice", `A fix is proposed: ${url}`);
}
