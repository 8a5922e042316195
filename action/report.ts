/** Mode `report`: what was red in the last 30 days, as the job's summary and as one issue that is kept up to date. */
import { readReport } from "../src/alone/read-report.ts";
import { writeReport } from "../src/alone/write-report.ts";
import { readEvent } from "./event.ts";
import { standAlone, type StandingAlone } from "./stand-alone.ts";
import { addSummary, annotate, type Write } from "./workflow-commands.ts";

/** Gives the exit code. Throws a Fault for what keeps the job from its work. */
export async function runReport({ token, job, environment }: StandingAlone, write: Write): Promise<number> {
  const reading = readEvent(environment);
  if (!reading.ok) {
    annotate(write, "error", reading.problem);
    return 1;
  }
  const alone = standAlone(reading.job, { token, job, environment }, write);
  const text = await readReport(alone);
  addSummary(job.summaryFile, `### What was red lately\n\n${text}`);
  const url = await writeReport(alone.client, alone.repository, text);
  annotate(write, "notice", `What was red lately stands in ${url}`);
  return 0;
}
