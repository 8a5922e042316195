/** A guard's step: reads a pull request that somebody else made, or what a merge queue tests, as it stands now; core decides. */
import { Fault } from "../../core/fault/fault.ts";
import { after } from "../../core/identity/timestamp.ts";
import type { Decision } from "../../core/repair/decision.ts";
import { mergeFacts, type Judgeable } from "../../core/repair/gate/merge-facts.ts";
import { standingFacts, type StandingReading } from "../../core/repair/gate/standing-facts.ts";
import { baselineOf, type Baseline } from "../../core/repair/guard/baseline.ts";
import { decideGuard, whyIdle, whyOver, type GuardSnapshot } from "../../core/repair/guard/decide-guard.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { Configuration } from "../../core/configuration/configuration.ts";
import type { PullRequest } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";
import { askOpinion } from "./ask-opinion.ts";
import { readEvidence } from "./read-evidence.ts";
import { readPacks, standingSettings } from "./read-settings.ts";
import { readStandingOfPull } from "./read-standing-of-pull.ts";

export async function guard(repair: Repair, context: StepContext): Promise<Decision> {
  const { store, reader, clock } = context;
  const { repository, pull_request } = repair.subject;
  const [configuration, pull, receipts, unfinished, guards] = await Promise.all([
    standingSettings(repository, context),
    pull_request === null ? null : reader.pullRequest(repository, pull_request),
    store.outbox.receipts(repair.id),
    store.outbox.unfinished(repair.id),
    pull_request === null ? [] : store.repairs.guards({ repositoryId: repository.id, number: pull_request, most: MOST_GUARDS }),
  ]);
  const kept = { repair, configuration, pull, guards, receipts, unfinished: unfinished.length };
  const seen = configuration === null || pull === null || unfinished.length > 0 || (whyOver(kept) ?? whyIdle(kept)) !== null ? nothingSeen : await look(repair, { pull, configuration }, context).catch(problemOf);
  return decideGuard({ ...kept, ...seen, at: clock.now() });
}

/** A head is guarded once; more are of heads before, or of a moment between two events. */
const MOST_GUARDS = 50;

type Seen = Pick<GuardSnapshot, "packs" | "problem" | "baseHead" | "judgeable" | "opinion" | "baseline">;
const nothingSeen: Seen = { packs: [], problem: null, baseHead: null, judgeable: null, opinion: null, baseline: null };

async function look(repair: Repair, { pull, configuration }: { readonly pull: PullRequest; readonly configuration: Configuration }, context: StepContext): Promise<Seen> {
  const { repository, source, head_sha } = repair.subject;
  const [packs, branchHead] = await Promise.all([readPacks(repository, configuration, context), context.reader.branchHead(repository, pull.baseBranch)]);
  const baseHead = source.kind === "merge_group" ? source.base_sha : branchHead;
  if (baseHead === null) return { ...nothingSeen, packs };
  const reading = { ...(await readStandingOfPull(repository, { pull, checked: head_sha, baseHead, configuration }, context)), at: context.clock.now() };
  const judgeable = await judgeableOf(repair, { pull, reading }, context);
  return { ...nothingSeen, packs, baseHead, judgeable, opinion: await askOpinion("merge", judgeable.facts, context), baseline: await readBaseline(repair, configuration, context) };
}

/** A pack with a mistake is corrected on the default branch, and the push wakes the guard: until then nothing passes. */
function problemOf(thrown: unknown): Seen {
  if (thrown instanceof Fault && thrown.code === "policy-invalid") return { ...nothingSeen, problem: thrown.detail ?? thrown.message };
  throw thrown;
}

/** In a merge queue the tree that is tested is the one that is merged: base and mergeability are settled by that (attack G02). */
async function judgeableOf(repair: Repair, { pull, reading }: { readonly pull: PullRequest; readonly reading: StandingReading }, context: StepContext): Promise<Judgeable> {
  const { repository, source } = repair.subject;
  if (source.kind !== "merge_group") return standingFacts(reading, pull, repository.id);
  const own = (await context.store.repairs.list({ repositoryId: repository.id, steps: ["gate"], most: MOST_REPAIRS })).find(({ offer }) => offer?.number === pull.number);
  const judged = own?.offer == null ? standingFacts(reading, pull, repository.id) : mergeFacts({
    repair: own, offer: own.offer, pull, evidence: await readEvidence(own, context), snapshot: { ...reading, baseHead: own.offer.base_sha, standing: null },
  });
  return { ...judged, facts: { ...judged.facts, pull: { ...judged.facts.pull, mergeable: true }, base: { current: true, protected: reading.protected } } };
}

const MOST_REPAIRS = 200;

const BASELINE_DAYS = 30;
const MOST_VERDICTS = 2_000;

async function readBaseline(repair: Repair, { gate }: Configuration, { store, clock }: StepContext): Promise<Baseline | null> {
  if (gate.mode !== "observe" && gate.observe.length === 0) return null;
  const since = after(clock.now(), -BASELINE_DAYS * 86_400);
  return baselineOf(await store.ledger.verdicts({ repo: repair.subject.repository.name, since, most: MOST_VERDICTS }), gate.mode === "observe" ? "all" : "observed");
}
