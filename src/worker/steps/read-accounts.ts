/** Reads the logs of some failed runs for an onboarding, bounded in runs and bytes, and says what would have been done about each. */
import { defaultConfiguration } from "../../core/configuration/default-configuration.ts";
import { Fault } from "../../core/fault/fault.ts";
import { accountOf, type Judges } from "../../core/onboarding/past/judge-run.ts";
import { unreadAccount, type RunAccount } from "../../core/onboarding/past/run-account.ts";
import type { Repair, Repository } from "../../core/repair/repair.ts";
import type { GitHubReader, WorkflowRun } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";
import { placeChecks } from "./place-checks.ts";
import { readFailures } from "./read-failures.ts";

/** Runs that are read in one look: then what was read is kept, and whoever takes the next look goes on. */
const MOST_RUNS = 4;
/** Of all logs of one run together. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Every skill may be chosen: nothing is known yet of what they have earned here. */
const asNew = defaultConfiguration;

export async function readAccounts({ subject: { repository }, onboarding }: Repair, lost: AbortSignal, context: StepContext): Promise<readonly RunAccount[]> {
  const accounts: RunAccount[] = [];
  for (const id of onboarding?.unread.slice(0, MOST_RUNS) ?? []) {
    lost.throwIfAborted();
    const run = await context.reader.workflowRun(repository, id);
    const gone = { id, createdAt: context.clock.now(), name: "", headBranch: null };
    accounts.push(run === null ? unreadAccount(gone, "the run is not there any more") : await readAccount(repository, run, { context, lost }));
  }
  return accounts;
}

async function readAccount(repository: Repository, run: WorkflowRun, { context, lost }: { readonly context: StepContext; readonly lost: AbortSignal }): Promise<RunAccount> {
  const judges: Judges = { skills: context.skills, configuration: asNew };
  try {
    const bounded = { ...context, reader: withBound(context.reader) };
    const checks = await readFailures(repository, { kind: "workflow_run", run }, { context: bounded, lost });
    return accountOf(run, await placeChecks(checks, { repository, head_sha: run.headSha }, bounded), judges);
  } catch (thrown) {
    if (thrown instanceof Fault && (thrown.code === "log-unavailable" || thrown.code === "github-missing")) return unreadAccount(run, thrown.detail ?? thrown.message);
    throw thrown;
  }
}

/** Past the bound a log is as good as none: half of one would say half of what failed. */
function withBound(reader: GitHubReader): GitHubReader {
  let left = MOST_BYTES;
  return {
    ...reader,
    async *jobLog(repository, jobId) {
      for await (const chunk of reader.jobLog(repository, jobId)) {
        left -= chunk.length;
        if (left < 0) throw new Fault("log-unavailable", { detail: `its logs are longer than ${MOST_BYTES / 1024 / 1024} MiB` });
        yield chunk;
      }
    },
  };
}
