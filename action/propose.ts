/** Mode `propose`: Regreen without a server. It holds a token that writes, and runs nothing of the repository: what the fix job left is checked again from the patch alone. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { composeSteps } from "../src/compose-steps.ts";
import { openLog } from "../src/adapters/telemetry/open-log.ts";
import { runAlone } from "../src/alone/run-alone.ts";
import type { Repair } from "../src/core/repair/repair.ts";
import { readEvent } from "./event.ts";
import type { Job } from "./job.ts";
import { buildProposeSummary } from "./propose-summary.ts";
import { addSummary, annotate, setOutputs, type Write } from "./workflow-commands.ts";

/** The App that a job's own token belongs to: https://github.com/apps/github-actions. */
const GITHUB_ACTIONS = { id: 15_368, slug: "github-actions" } as const;

export interface Proposing {
  readonly token: string;
  readonly job: Job;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Gives the exit code. Throws a Fault for what keeps the job from its work. */
export async function runPropose({ token, job, environment }: Proposing, write: Write): Promise<number> {
  const reading = readEvent(environment);
  if (!reading.ok) {
    annotate(write, "error", reading.problem);
    return 1;
  }
  const { started, repository, headSha, apiUrl, serverUrl } = reading.job;
  const log = openLog({ level: environment["RUNNER_DEBUG"] === "1" ? "debug" : "warn", secrets: [token], write });
  // A job's own token is an installation token of GitHub Actions; a person's begins otherwise (https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats).
  const own = token.startsWith("ghs_");
  const repairs = await runAlone({
    client: { token, ...(own ? { app: GITHUB_ACTIONS } : {}), apiUrl, log }, webUrl: serverUrl, repository, started, headSha, log,
    folder: mkdtempSync(join(job.temporary, "regreen-alone-")), createSteps: composeSteps,
  });
  report(repairs, job, write);
  return 0;
}

function report(repairs: readonly Repair[], job: Job, write: Write): void {
  addSummary(job.summaryFile, buildProposeSummary(repairs));
  const pulls = repairs.flatMap(({ offer }) => (offer?.url == null ? [] : [offer.url]));
  const issues = repairs.flatMap(({ issue }) => (issue === null ? [] : [String(issue)]));
  setOutputs(job.outputFile, { repairs: JSON.stringify(repairs.map(({ id, step, status, reason }) => ({ id, step, status, reason }))), "pull-requests": pulls.join("\n"), issues: issues.join("\n") });
  for (const url of pulls) annotate(write, "notice", `A fix is proposed: ${url}`);
}
