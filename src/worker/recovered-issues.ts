/**
 * Looks, on a timer, for issues of ours that have nothing to tell any more: the failure is green again, its branch was deleted, or an alert is quiet. What closes
 * an issue is a repair of its own. Needs no event, so that none can be lost.
 */
import { workflowOf } from "../core/history/run-outcome.ts";
import { milliseconds } from "../core/identity/timestamp.ts";
import type { Opening } from "../core/repair/open-repair.ts";
import { isQuiet, openQuiet, standingAlerts } from "../core/repair/operate/quiet.ts";
import { greenSince, hasOpenIssue, openGone, openRecovered } from "../core/repair/operate/recovered.ts";
import { forkBranch, type Repair, type Repository } from "../core/repair/repair.ts";
import type { GitHubReader } from "../ports/github.ts";
import type { WorkerContext } from "./context.ts";
import { eachRepository } from "./each-repository.ts";

const MOST_REPAIRS = 200;
const MOST_RUNS = 200;
/** What costs questions to GitHub, or goes far back, is looked for once an hour. */
const LONG_LOOK_SECONDS = 3_600;
const MOST_REPAIRS_LONG = 2_000;
/** Branches that are asked for in one look. */
const MOST_BRANCHES = 20;

export interface IssueWatch { readonly reader: GitHubReader; readonly everySeconds: number }

/** Resolves when the signal aborts. */
export async function watchIssues(context: WorkerContext, { reader, everySeconds }: IssueWatch, signal: AbortSignal): Promise<void> {
  const looked = new Map<number, number>();
  await eachRepository(context, { everySeconds, what: "issues with nothing to tell any more", signal }, (repository) => lookAt(repository, { reader, looked }, context));
}

interface Looking { readonly reader: GitHubReader; /** By repository: when it was looked at long, in milliseconds. */ readonly looked: Map<number, number> }

async function lookAt(repository: Repository, { reader, looked }: Looking, context: WorkerContext): Promise<void> {
  const { store, clock } = context;
  const now = milliseconds(clock.now());
  const isLong = now - (looked.get(repository.id) ?? 0) >= LONG_LOOK_SECONDS * 1000;
  const repairs = await store.repairs.list({ repositoryId: repository.id, most: isLong ? MOST_REPAIRS_LONG : MOST_REPAIRS });
  await open(repository, await greenOnes(repairs, context), context);
  if (!isLong) return;
  looked.set(repository.id, now);
  await open(repository, [...await quietOnes(repository, repairs, context), ...await goneOnes(repository, repairs, { reader, clock })], context);
}

async function greenOnes(repairs: readonly Repair[], { store, clock }: WorkerContext): Promise<readonly Opening[]> {
  const openings: Opening[] = [];
  for (const repair of repairs.filter((one) => hasOpenIssue(one, repairs))) {
    const runs = await store.history.runs({ repositoryId: repair.subject.repository.id, workflow: workflowOf(repair.subject.source), most: MOST_RUNS });
    const green = greenSince(repair, runs);
    if (green !== null) openings.push(openRecovered(repair, green, clock.now()));
  }
  return openings;
}

async function quietOnes(repository: Repository, repairs: readonly Repair[], { store, clock }: WorkerContext): Promise<readonly Opening[]> {
  const openings: Opening[] = [];
  for (const standing of standingAlerts(repairs)) {
    const [last] = await store.history.occurrences({ repositoryId: repository.id, fingerprint: standing.alert.fingerprint, most: 1 });
    if (isQuiet(standing, last?.seen_at ?? standing.repair.opened_at, clock.now())) openings.push(openQuiet(standing, clock.now()));
  }
  return openings;
}

/** The default branch is asked for too: where even that is not there, it is the repository that cannot be seen. */
async function goneOnes(repository: Repository, repairs: readonly Repair[], { reader, clock }: { readonly reader: GitHubReader; readonly clock: WorkerContext["clock"] }): Promise<readonly Opening[]> {
  const told = repairs.filter((one) => hasOpenIssue(one, repairs) && isOfABranch(one, repository));
  const branches = [...new Set(told.map(({ subject }) => subject.branch))].slice(0, MOST_BRANCHES);
  if (branches.length === 0 || await reader.branchHead(repository, repository.default_branch) === null) return [];
  const gone = new Set<string>();
  for (const branch of branches) if (await reader.branchHead(repository, branch) === null) gone.add(branch);
  return told.filter(({ subject }) => gone.has(subject.branch)).map((repair) => openGone(repair, clock.now()));
}

function isOfABranch({ subject: { branch, fork } }: Repair, { default_branch }: Repository): boolean {
  return branch !== default_branch && (fork === undefined || forkBranch(fork) !== branch);
}

async function open(repository: Repository, openings: readonly Opening[], { store, clock, log, pulses }: WorkerContext): Promise<void> {
  if (openings.length === 0) return;
  const opened = await store.repairs.open(openings.map((one) => one.opened), openings.map(({ entry }) => entry), clock.now());
  if (opened === 0) return;
  log.info({ repo: repository.name, opened }, "issues with nothing to tell any more");
  pulses.repairs.beat();
}
