/** A guard's decision: judge somebody's pull request, or what a merge queue tests, whenever anything that the verdict rests on has moved, and on a timer. Pure. */
import type { Configuration } from "../../configuration/configuration.ts";
import type { GitSha } from "../../identity/identifier.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import { evaluateGate } from "../../policy/evaluate-gate.ts";
import { type Leniency } from "../../policy/leniency.ts";
import type { Pack } from "../../policy/load-pack.ts";
import { withSecondOpinion, type SecondOpinion } from "../../policy/second-opinion.ts";
import { stages } from "../../policy/stage.ts";
import { isOwnBranch } from "../../event/own-branch.ts";
import { close } from "../close.ts";
import type { Decision } from "../decision.ts";
import { alter, ask, draft } from "../draft.ts";
import { policyCheckEffect } from "../gate/policy-check.ts";
import type { PullFacts, Settled } from "../gate/snapshot.ts";
import type { Judgeable } from "../gate/merge-facts.ts";
import type { Repair } from "../repair.ts";
import { swearVerdict, swearWaivers } from "../swear-verdict.ts";
import { wait } from "../wait.ts";
import type { Baseline } from "./baseline.ts";

export interface GuardSnapshot {
  readonly repair: Repair;
  readonly at: Timestamp;
  /** Null: there is none, or not any more. */
  readonly configuration: Configuration | null;
  readonly packs: readonly Pack[];
  /** Null: GitHub knows no such pull request. */
  readonly pull: PullFacts | null;
  /** Head of the base branch now, or the base of the merge group. Null: the branch is gone. */
  readonly baseHead: GitSha | null;
  /** Null: not read, since it is not governed. */
  readonly judgeable: Judgeable | null;
  readonly opinion: SecondOpinion | null;
  readonly receipts: readonly Settled[];
  readonly unfinished: number;
  /** What this repository's gate has said so far; null: it is not only observing. */
  readonly baseline: Baseline | null;
}

const LOOK_AGAIN_SECONDS = 600;
/** GitHub is still computing whether it can be merged. */
const SOON_SECONDS = 5;

export function decideGuard(snapshot: GuardSnapshot): Decision {
  const { repair, at, pull, baseHead, judgeable, unfinished } = snapshot;
  const over = whyOver(snapshot);
  if (over !== null) return close(draft(repair), { status: "closed", reason: over, at });
  if (unfinished > 0) return wait(draft(repair), { at, seconds: null, reason: "the check is being written" });
  if (pull === null || baseHead === null || judgeable === null) return wait(draft(repair), { at, seconds: LOOK_AGAIN_SECONDS, reason: "what it would be judged by cannot be read" });
  return judged(snapshot, { pull, baseHead, judgeable });
}

/** Why there is nothing to guard (any more); null: there is. */
export function whyOver({ repair, configuration, pull }: Pick<GuardSnapshot, "repair" | "configuration" | "pull">): string | null {
  const { source, head_sha, repository } = repair.subject;
  if (configuration === null || !configuration.enabled) return "no configuration, or it says enabled: false";
  if (configuration.dry_run) return "dry run: nothing is written";
  if (pull === null) return "the pull request is not there any more";
  if (pull.state === "closed") return "the pull request was merged or closed";
  const own = isOwnBranch(pull.headBranch) && pull.headRepositoryId === repository.id;
  if (source.kind === "pull_request" && own) return "a pull request of our own: its repair's gate judges it";
  if (configuration.gate.govern === "own" && !own) return "the gate governs Regreen's own pull requests only (gate.govern)";
  return source.kind === "pull_request" && pull.headSha !== head_sha ? "its head moved: the new head has a guard of its own" : null;
}

interface Judging {
  readonly pull: PullFacts;
  readonly baseHead: GitSha;
  readonly judgeable: Judgeable;
}

function judged(snapshot: GuardSnapshot, { pull, baseHead, judgeable: { facts, places } }: Judging): Decision {
  const { repair, at, configuration, packs, receipts, baseline } = snapshot;
  const { head_sha } = repair.subject;
  const leniency: Leniency = { waivers: configuration?.gate.waivers ?? [], observed: observedStages(configuration, facts.repair.present), pull: pull.number, at };
  const verdict = withSecondOpinion(evaluateGate({ gate: "merge", packs, facts, places, head_sha, base_sha: baseHead, leniency }), snapshot.opinion);
  const effect = policyCheckEffect(repair, { verdict, head: head_sha, receipts, baseline });
  const known = alter(draft(repair), { offer: repair.offer === null ? null : { ...repair.offer, base_branch: pull.baseBranch } });
  const told = effect === null ? known : ask(swearWaivers(swearVerdict(known, verdict, { at, pull: pull.number }), verdict, leniency), [effect]);
  return wait(told, { at, seconds: pull.mergeable === null ? SOON_SECONDS : LOOK_AGAIN_SECONDS, reason: verdict.summary });
}

/** Observing never loosens what Regreen itself may do. */
function observedStages(configuration: Configuration | null, own: boolean): Leniency["observed"] {
  if (configuration === null || own) return [];
  return configuration.gate.mode === "observe" ? stages : configuration.gate.observe;
}
