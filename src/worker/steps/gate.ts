/** The third step: reads the offer as it stands on GitHub now; core decides. */
import type { Configuration } from "../../core/configuration/configuration.ts";
import { FixResult } from "../../core/fix/result.ts";
import type { Decision, EvidenceFile } from "../../core/repair/decision.ts";
import { decideGate } from "../../core/repair/gate/decide-gate.ts";
import { reconcile } from "../../core/repair/gate/receipts.ts";
import { mergeFacts } from "../../core/repair/gate/merge-facts.ts";
import { rebuiltFacts } from "../../core/repair/gate/rebuild.ts";
import type { GateSnapshot } from "../../core/repair/gate/snapshot.ts";
import type { SecondOpinion } from "../../core/policy/second-opinion.ts";
import { PATCH_FILE } from "../../core/evidence/evidence-place.ts";
import { RESULT_FILE } from "../../core/repair/proof-files.ts";
import type { Proof } from "../../core/repair/proof.ts";
import type { Offer, Repair } from "../../core/repair/repair.ts";
import type { StepContext } from "./context.ts";
import { askOpinion } from "./ask-opinion.ts";
import { readEvidence } from "./read-evidence.ts";
import { readProof } from "./read-proof.ts";
import { readPacks, standingSettings } from "./read-settings.ts";
import { isSubjectClosed } from "./read-subject.ts";
import { readChecksOf, readStandingOfPull } from "./read-standing-of-pull.ts";
import { readStanding, standingOfPlan } from "./read-standing.ts";

const MOST_OTHERS = 200;

export async function gate(repair: Repair, context: StepContext): Promise<Decision> {
  const { store, clock, randomness, webUrl } = context;
  const { repository } = repair.subject;
  const [configuration, evidence, history, receipts, unfinished, others] = await Promise.all([
    standingSettings(repository, context),
    readEvidence(repair, context),
    store.ledger.ofRepair(repair.id),
    store.outbox.receipts(repair.id),
    store.outbox.unfinished(repair.id),
    store.repairs.list({ repositoryId: repository.id, most: MOST_OTHERS }),
  ]);
  const standing = repair.plan === null ? null : standingOfPlan(repair.plan, await readStanding(repository, configuration, context));
  const kept = { repair, standing, configuration, webUrl, evidence, history, receipts, unfinished: unfinished.length, others, nonce: randomness.hex(16) };
  if (repair.delivery !== undefined) return decideGate({ ...kept, ...nothingSeen, checks: await checksOfPushed(repair, context), at: clock.now() });
  const made = repair.offer === null || unfinished.length > 0 ? null : reconcile(repair.offer, receipts);
  const seen = configuration === null || made?.kind !== "made" ? nothingSeen : await look(repair, { offer: made.offer, configuration, evidence, context });
  return decideGate({ ...kept, ...seen, at: clock.now() });
}

type Seen = Pick<GateSnapshot, "packs" | "pull" | "baseHead" | "checks" | "subjectClosed" | "baseChecks" | "required" | "protected" | "change" | "reviews" | "sameHead" | "moved" | "opinion" | "proposeOpinion">;

/** The offer does not stand yet: there is nothing to look at. */
const nothingSeen: Seen = { packs: [], pull: null, baseHead: null, checks: [], subjectClosed: false, baseChecks: [], required: null, protected: null, change: null, reviews: null, sameHead: [], moved: null, opinion: null };

async function checksOfPushed({ subject, offer, delivery }: Repair, context: StepContext): Promise<GateSnapshot["checks"]> {
  return delivery !== "pushed" || offer?.commit_sha == null ? [] : (await readChecksOf(subject.repository, offer.commit_sha, context)).checks;
}

interface Looking {
  readonly offer: Offer;
  readonly configuration: Configuration;
  readonly evidence: readonly EvidenceFile[];
  readonly context: StepContext;
}

async function look(repair: Repair, looking: Looking): Promise<Seen> {
  const { offer, configuration, context } = looking;
  const { reader } = context;
  const { repository } = repair.subject;
  const [baseHead, packs] = await Promise.all([reader.branchHead(repository, offer.base_branch), readPacks(repository, configuration, context)]);
  // After the base: a merge moves both, and must not be taken for a base that moved under an open pull request.
  const pull = offer.number === null ? null : await reader.pullRequest(repository, offer.number);
  const known = { ...nothingSeen, packs, pull, baseHead };
  if (pull === null || baseHead === null) return known;
  if (pull.state === "closed") return pull.mergeSha === null ? known : { ...known, checks: (await readChecksOf(repository, pull.mergeSha, context)).checks };
  const [standing, moved, base, subjectClosed] = await Promise.all([
    readStandingOfPull(repository, { pull, checked: pull.headSha, baseHead, configuration }, context),
    baseHead === offer.base_sha ? null : readMoved(repair, looking),
    readChecksOf(repository, baseHead, context),
    isSubjectClosed(repair, context),
  ]);
  // Where the base went on meanwhile, the pull request may have been merged by that: the move wakes the repair to look again.
  const seen = { ...known, ...standing, baseChecks: base.checks, subjectClosed, moved: moved?.head === baseHead ? moved : null };
  const [opinion, proposeOpinion] = await Promise.all([opinionOn(repair, { ...looking, seen }), opinionOnRebuild(repair, { ...looking, seen })]);
  return { ...seen, opinion, proposeOpinion };
}

/** Asked where the offer would be built again. */
async function opinionOnRebuild({ plan, ...repair }: Repair, { evidence, context, seen: { moved } }: Looking & { readonly seen: Seen }): Promise<SecondOpinion | null> {
  if (context.decisionPoint === undefined || plan === null || moved?.fitted == null) return null;
  return askOpinion("propose", rebuiltFacts({ ...repair, plan }, { evidence, standing: null, at: context.clock.now() }, { plan, proof: moved, fitted: moved.fitted }), context);
}

/** Another decision point is asked with the facts that our own rules see. */
async function opinionOn(repair: Repair, { offer, evidence, context, seen }: Looking & { readonly seen: Seen }): Promise<SecondOpinion | null> {
  if (context.decisionPoint === undefined || seen.pull === null) return null;
  const snapshot = { ...seen, at: context.clock.now(), standing: null };
  return askOpinion("merge", mergeFacts({ repair, offer, pull: seen.pull, snapshot, evidence }).facts, context);
}

/** The kept patch, read again on the base branch's present head; null when it is gone, or is no patch any more. */
async function readMoved(repair: Repair, { evidence, configuration, context }: Looking): Promise<Proof | null> {
  const patch = contentOf(PATCH_FILE, evidence);
  const account = contentOf(RESULT_FILE, evidence);
  if (patch === null || account === null || repair.plan === null) return null;
  const result = FixResult.parse(JSON.parse(new TextDecoder().decode(account)));
  const reading = await readProof({ repair, plan: repair.plan, configuration, result, patch }, context);
  return reading.kind === "read" ? reading.proof : null;
}

function contentOf(name: string, evidence: readonly EvidenceFile[]): Uint8Array | null {
  return evidence.find(({ phase, file }) => phase === "IMPLEMENT" && file === name)?.content ?? null;
}
