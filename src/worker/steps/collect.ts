/** The second step: reads what the fix job left, and reads its patch ourselves; core decides. */
import type { Configuration } from "../../core/configuration/configuration.ts";
import type { FixPlan } from "../../core/fix/plan.ts";
import { deliveryOf } from "../../core/repair/deliver/delivery.ts";
import { decideCollect } from "../../core/repair/collect/decide-collect.ts";
import type { FixJob } from "../../core/repair/collect/fix-job.ts";
import type { Reading } from "../../core/repair/collect/snapshot.ts";
import type { Decision } from "../../core/repair/decision.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { StepContext } from "./context.ts";
import { isSubjectClosed } from "./read-subject.ts";
import { readEvidence } from "./read-evidence.ts";
import { readFixJob } from "./read-fix-job.ts";
import { readMerged } from "./read-merged.ts";
import { readProof } from "./read-proof.ts";
import { readPacks, standingSettings } from "./read-settings.ts";
import { readExecutions, readStanding, standingOfPlan } from "./read-standing.ts";

const MOST_OTHERS = 200;

export async function collect(repair: Repair, context: StepContext): Promise<Decision> {
  const { plan, subject } = repair;
  if (plan === null) throw new TypeError(`${repair.id} is to be collected, and has no plan`);
  const [configuration, job] = await Promise.all([standingSettings(subject.repository, context), readFixJob(repair, plan, context)]);
  const [reading, packs, evidence, history, others, subjectClosed, standingOf, executions] = await Promise.all([
    configuration === null ? nothing : readLeft({ repair, plan, configuration }, job, context),
    configuration === null ? [] : readPacks(subject.repository, configuration, context),
    readEvidence(repair, context),
    context.store.ledger.ofRepair(repair.id),
    context.store.repairs.list({ repositoryId: subject.repository.id, most: MOST_OTHERS }),
    isSubjectClosed(repair, context),
    readStanding(subject.repository, configuration, context),
    readExecutions(subject.repository, context),
  ]);
  const shown = configuration !== null && repair.subject.pull_request !== null && deliveryOf(repair, configuration, plan) === "suggest" ? await context.reader.pullFiles(subject.repository, repair.subject.pull_request) : [];
  const merged = await readMerged(repair, others, context);
  const { clock, randomness, webUrl, shipped } = context;
  const standing = standingOfPlan(plan, standingOf);
  return decideCollect({ repair, plan, at: clock.now(), configuration, packs, webUrl, job, reading, subjectClosed, shown, others, merged, executions, evidence, history, standing, shipped, nonce: randomness.hex(16) });
}

const nothing: Reading = { kind: "none" };

async function readLeft(subject: { readonly repair: Repair; readonly plan: FixPlan; readonly configuration: Configuration }, job: FixJob, context: StepContext): Promise<Reading> {
  if (job.kind !== "ended" || job.left.patch === null) return nothing;
  return readProof({ ...subject, result: job.left.result, patch: job.left.patch }, context);
}
