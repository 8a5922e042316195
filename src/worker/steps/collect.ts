/** The second step: reads what the fix job left, and reads its patch ourselves; core decides. */
import type { Configuration } from "../../core/configuration/configuration.ts";
import type { FixPlan } from "../../core/fix/plan.ts";
import { factsToPropose } from "../../core/repair/collect/decide-proof.ts";
import { skillsByRule } from "../../core/skill/by-rule.ts";
import { collectsKeptPatch } from "../../core/repair/collect/decide-approved.ts";
import { deliveryOf } from "../../core/repair/deliver/delivery.ts";
import { decideCollect } from "../../core/repair/collect/decide-collect.ts";
import { FixResult } from "../../core/fix/result.ts";
import { PATCH_FILE } from "../../core/evidence/evidence-place.ts";
import { RESULT_FILE } from "../../core/repair/proof-files.ts";
import type { FixJob } from "../../core/repair/collect/fix-job.ts";
import type { CollectSnapshot, Reading } from "../../core/repair/collect/snapshot.ts";
import type { SecondOpinion } from "../../core/policy/second-opinion.ts";
import { askOpinion } from "./ask-opinion.ts";
import type { Decision } from "../../core/repair/decision.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { Tell } from "../work.ts";
import type { StepContext } from "./context.ts";
import { spentMinutes } from "./operate.ts";
import { isSubjectClosed } from "./read-subject.ts";
import { readEvidence } from "./read-evidence.ts";
import { readFixJob } from "./read-fix-job.ts";
import { readJobCost } from "./read-job-cost.ts";
import { readMerged } from "./read-merged.ts";
import { readProof } from "./read-proof.ts";
import { readPacks, standingSettings } from "./read-settings.ts";
import { readExecutions, readStanding, readSworn, standingOfPlan } from "./read-standing.ts";

const MOST_OTHERS = 200;

export async function collect(repair: Repair, tell: Tell, context: StepContext): Promise<Decision> {
  const { plan, subject } = repair;
  if (plan === null) throw new TypeError(`${repair.id} is to be collected, and has no plan`);
  const history = await context.store.ledger.ofRepair(repair.id);
  const [configuration, { job, run }] = await Promise.all([standingSettings(subject.repository, context), collectsKeptPatch(repair) ? readKept(repair, context).then((job) => ({ job, run: null })) : readFixJob(repair, plan, { context, ended: () => { tell("judging"); } })]);
  const [cost, reading, packs, evidence, others, subjectClosed, standingOf, executions, sworn] = await Promise.all([
    readJobCost(repair, { run, history }, context),
    configuration === null ? nothing : readLeft({ repair, plan, configuration }, job, context),
    configuration === null ? [] : readPacks(subject.repository, configuration, context),
    readEvidence(repair, context),
    context.store.repairs.list({ repositoryId: subject.repository.id, most: MOST_OTHERS }),
    isSubjectClosed(repair, context),
    readStanding(subject.repository, configuration, context),
    readExecutions(subject.repository, context),
    readSworn(subject.repository, context),
  ]);
  const shown = configuration !== null && repair.subject.pull_request !== null && deliveryOf(repair, configuration, plan) === "suggest" ? await context.reader.pullFiles(subject.repository, repair.subject.pull_request) : [];
  const merged = await readMerged(repair, others, context);
  const { clock, randomness, webUrl, shipped } = context;
  const standing = standingOfPlan(plan, standingOf);
  const at = clock.now();
  const minutes = { spent: await spentMinutes(subject.repository, at, context) };
  const snapshot: CollectSnapshot = { repair, plan, at, configuration, packs, webUrl, job, cost, minutes, reading, subjectClosed, shown, others, merged, executions, sworn, evidence, history, standing, shipped, byRule: skillsByRule(context.skills, plan), nonce: randomness.hex(16) };
  return decideCollect({ ...snapshot, opinion: await opinionOn(snapshot, context) });
}

/** Another decision point is asked with the facts that our own rules see. */
async function opinionOn(snapshot: CollectSnapshot, context: StepContext): Promise<SecondOpinion | null> {
  const { configuration, reading } = snapshot;
  if (context.decisionPoint === undefined || configuration === null || reading.kind !== "read") return null;
  const facts = factsToPropose({ ...snapshot, configuration }, reading.proof);
  return facts === null ? null : askOpinion("propose", facts, context);
}

const nothing: Reading = { kind: "none" };

async function readLeft(subject: { readonly repair: Repair; readonly plan: FixPlan; readonly configuration: Configuration }, job: FixJob, context: StepContext): Promise<Reading> {
  if (job.kind !== "ended") return nothing;
  const patch = job.left.patch ?? job.left.partial ?? null;
  return patch === null ? nothing : readProof({ ...subject, result: job.left.result, patch }, context);
}

/** What an earlier fix job left, as it was kept. */
async function readKept(repair: Repair, context: StepContext): Promise<FixJob> {
  const kept = await readEvidence(repair, context);
  const [account, patch] = [RESULT_FILE, PATCH_FILE].map((name) => kept.find(({ phase, file }) => phase === "IMPLEMENT" && file === name)?.content);
  if (account === undefined || patch === undefined) return { kind: "empty", conclusion: "kept" };
  return { kind: "ended", left: { result: FixResult.parse(JSON.parse(new TextDecoder().decode(account))), patch } };
}
