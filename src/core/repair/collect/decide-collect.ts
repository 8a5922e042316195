/** The second step's decision: wait for the fix job, try it again, hand it to a person, or go on with what it left. Pure. */
import { whatEnds, whatHoldsBack, type BudgetStop } from "../../budget/budget.ts";
import { holdBack } from "../../budget/hold-back.ts";
import { repairSpending, repositorySpending } from "../../budget/spending.ts";
import type { Configuration } from "../../configuration/configuration.ts";
import { findingsText } from "../../fix/finding.ts";
import { milliseconds } from "../../identity/timestamp.ts";
import { close } from "../close.ts";
import { decideSetUpMissing } from "../decide-set-up-missing.ts";
import type { Decision } from "../decision.ts";
import { diaryOf } from "../diary.ts";
import { LOOK_AGAIN_SECONDS } from "../dispatch.ts";
import { alter, ask, draft, swear } from "../draft.ts";
import { closeOffer } from "../gate/close-offer.ts";
import { escalate } from "../escalate.ts";
import { tryAgain } from "../re-plan.ts";
import { wait } from "../wait.ts";
import { collectsKeptPatch, decideApproved } from "./decide-approved.ts";
import { decideProof } from "./decide-proof.ts";
import type { JobResult } from "./fix-job.ts";
import { withJobCost } from "./job-cost.ts";
import { remaining } from "../../skill/standing/executions-of.ts";
import { ownReading, withSkillRecord } from "./skill-record.ts";
import type { CollectSnapshot, Reading } from "./snapshot.ts";

/** A collection whose configuration still stands. */
export interface Collection extends CollectSnapshot { readonly configuration: Configuration }

export function decideCollect(snapshot: CollectSnapshot): Decision {
  return withJobCost(decideStanding(snapshot), snapshot);
}

function decideStanding(snapshot: CollectSnapshot): Decision {
  const { repair, at, configuration } = snapshot;
  if (configuration === null || !configuration.enabled) return close(draft(repair), { status: "closed", reason: "the configuration was taken away, or says enabled: false", at });
  if (snapshot.subjectClosed) return close(draft(repair), { status: "closed", reason: "the pull request that it was to mend is closed", at });
  const collection: Collection = { ...snapshot, configuration };
  if (collectsKeptPatch(repair)) return decideApproved(collection);
  return withSkillRecord(withoutIdleOffer(decideJob(collection)), collection);
}

/** Planned again on a moved base, and nothing came of it: the pull request that stood before is not left open for nothing. */
function withoutIdleOffer(decision: Decision): Decision {
  const { repair } = decision;
  return repair.step === "closed" || repair.status === "escalated" ? ask(decision, closeOffer(repair, repair.reason ?? "nothing came of it")) : decision;
}

function decideJob(collection: Collection): Decision {
  const { repair, at, job } = collection;
  switch (job.kind) {
    case "asked": return wait(draft(repair), { at, seconds: null, reason: "the fix job is being asked for" });
    case "absent": return wait(draft(repair), { at, seconds: LOOK_AGAIN_SECONDS / 6, reason: "the fix job was asked for, and is not to be seen yet" });
    case "queued": return wait(draft(repair), { at, seconds: LOOK_AGAIN_SECONDS, reason: "the fix job waits for a runner" });
    case "running": return wait(alter(draft(repair), { status: "running" }), { at, seconds: LOOK_AGAIN_SECONDS, reason: "the fix job runs" });
    case "refused": return setUpMissing(collection, `the fix job could not be started: ${job.reason}`);
    case "invalid": return handOver(collection, `the fix job's artifact is not what its plan promised: ${job.reason}`);
    case "empty": return lostJob(collection, job.conclusion);
    case "ended": return decideResult(collection, job.left);
    default: return job satisfies never;
  }
}

/** From one dispatch to the next at least so long, in seconds, four times longer each time: what broke the job may pass. */
const FIRST_PAUSE_SECONDS = 60;

function lostJob(collection: Collection, conclusion: string): Decision {
  const { repair, configuration, plan, at } = collection;
  const reason = `the fix job ended (${conclusion}) and left no result`;
  if (repair.attempts >= configuration.fix.max_attempts) return setUpMissing(collection, `${reason}; ${repair.attempts} attempts were made`);
  const over = whatEnds(configuration.limits, { ...repairSpending(repair, collection.history, 0), retries: repair.attempts });
  if (over !== null) return overrun(collection, { ...over, reason: `${reason}; ${over.reason}` });
  const pause = FIRST_PAUSE_SECONDS * 4 ** (repair.attempts - 1) - (milliseconds(at) - milliseconds(repair.progressed_at)) / 1000;
  if (pause > 0) return wait(draft(repair), { at, seconds: pause, reason: `${reason}; it is started again in ${Math.ceil(pause)} s` });
  return tryAgain(draft(repair), { ...collection, base_sha: plan.base_sha, reason });
}

/** What is left is told from what we read ourselves, wherever that can be. */
function whyNotHeld({ plan, reading, repair, byRule }: Collection, result: JobResult["result"], reason: string): string {
  const run = { plan, result, ...ownReading(reading), failures: repair.failures, byRule: byRule ?? new Set<string>() };
  const left = plan.steps.flatMap((step) => remaining(step, run) ?? []);
  if (left.length === 0) return `the fix did not hold, and was rolled back: ${reason}`;
  return `the tool mended what it can, and ${left.length === 1 ? "one finding remains" : `${left.length} findings remain`} that it has no automatic fix for: ${findingsText(left)}. A fix is kept only whole, so nothing of it is; it does not count against ${plan.steps.map(({ skill }) => skill.name).join(" and ")}`;
}

function setUpMissing({ repair, at, configuration }: Collection, reason: string): Decision {
  return decideSetUpMissing(repair, { reason, at, dryRun: configuration.dry_run });
}

function decideResult(collection: Collection, { result }: JobResult): Decision {
  const { repair, at, reading } = collection;
  const reason = result.reason ?? "no reason given";
  switch (result.outcome) {
    case "changed": return notRepeated(collection, result) ?? withinBudgets(collection, result.seconds) ?? decideReading(collection, reading);
    case "unchanged": return close(draft(repair), { status: "skipped", reason: `the skills changed nothing: ${reason}`, at });
    case "failed": return handOver(collection, whyNotHeld(collection, result, reason));
    case "refused": return result.set_up === true ? setUpMissing(collection, `the fix job is not set up for this: ${reason}`) : handOver(collection, `the fix job refused the plan: ${reason}`);
    default: return result.outcome satisfies never;
  }
}

/** A fix counts when it made the same bytes twice (row E9). Null: the job says so; the bytes themselves are read by us all the same. */
function notRepeated(collection: Collection, { repeated }: JobResult["result"]): Decision | null {
  if (repeated?.same === true) return null;
  if (repeated === undefined) return setUpMissing(collection, "the fix job's Action is older than this App: it did not run the fix twice. Let `.github/workflows/regreen-fix.yml` name the Action's present version");
  return handOver(collection, `the fix made different bytes when it was run again: ${repeated.different.slice(0, 5).join(", ")}`);
}

function decideReading(collection: Collection, reading: Reading): Decision {
  const { repair, at } = collection;
  switch (reading.kind) {
    case "none": return handOver(collection, "the fix job says that it changed something, and shows no patch");
    case "branch_deleted": return close(draft(repair), { status: "closed", reason: `the branch ${repair.subject.branch} was deleted`, at });
    case "unreadable": return handOver(collection, reading.reason);
    case "read": return decideProof(collection, reading.proof);
    default: return reading satisfies never;
  }
}

/** Null: there is room for what the job made. */
function withinBudgets(collection: Collection, seconds: number): Decision | null {
  const { repair, configuration, history, at } = collection;
  const over = whatEnds(configuration.limits, repairSpending(repair, history, seconds));
  if (over !== null) return overrun(collection, over);
  const held = whatHoldsBack({ ...configuration.limits, actions_minutes_per_day: Infinity }, repositorySpending(collection));
  return held === null || repair.offer !== null ? null : holdBack(draft(repair), held, at);
}

/** A budget of this repair is spent, and a person is told which. */
function overrun(collection: Collection, { budget, spent, limit, reason }: BudgetStop): Decision {
  const { at } = collection;
  return swear(handOver(collection, reason), { kind: "budget_spent", at, payload: { budget, spent, limit, reason } });
}

function handOver(collection: Collection, reason: string): Decision {
  return escalate(draft(collection.repair), { ...collection, reason, diary: diaryOf(collection.history) });
}
