/**
 * Asks for the merge where the repository wants that, the verdict allows it, and the risk is low enough. GitHub's own auto-merge is never armed, so there is
 * nothing that could stay armed (attack G18): the merge is asked for once all holds, is of this head alone, and lapses with what it was decided over.
 */
import type { Configuration } from "../../configuration/configuration.ts";
import { after, type Timestamp } from "../../identity/timestamp.ts";
import type { Verdict } from "../../policy/verdict.ts";
import type { Standing } from "../../skill/standing/standing.ts";
import type { EffectRequest } from "../effect.ts";
import { complexityOf } from "../propose-facts.ts";
import type { Repair } from "../repair.ts";
import { riskOf } from "../risk.ts";
import type { PullFacts, Settled } from "./snapshot.ts";

export interface Merging {
  readonly verdict: Verdict;
  readonly pull: PullFacts;
  readonly configuration: Configuration | null;
  readonly receipts: readonly Settled[];
  readonly at: Timestamp;
  /** The least standing of the skills: only what is trusted here is merged without a person (row S8). */
  readonly standing: Standing | null;
  /** Where nothing protects the base branch, or that cannot be read, nothing is merged without a person (attack G11). */
  readonly protected: boolean | null;
  /** People who ask for changes; null: not read. */
  readonly changesRequested: number | null;
}

/** A verdict that is older says nothing any more: the merge is not made, and the gate judges again. */
const SECONDS_GOOD = 60;
/** GitHub refuses for reasons of its own (a review that it wants, a queue): it is not asked for ever. */
const MOST_ATTEMPTS = 3;

export function mergeEffect(repair: Repair, merging: Merging): EffectRequest | null {
  const { verdict, pull, configuration, receipts, at } = merging;
  const tried = receipts.filter(({ effect }) => effect.kind === "merge_pull_request" && effect.head_sha === pull.headSha).length;
  if (configuration?.auto_merge.enabled !== true || configuration.dry_run || verdict.answer !== "allow" || verdict.head_sha !== pull.headSha || tried >= MOST_ATTEMPTS) return null;
  if (hasObjection(merging, configuration)) return null;
  if (merging.protected !== true || verdict.rules.some(({ set_aside }) => set_aside !== null)) return null;
  if (!isApproved(repair, pull) && (merging.standing !== "trusted" || !lowEnough(repair, configuration.auto_merge.risk))) return null;
  const key = `${repair.id}:merge:${pull.headSha}:${tried}`;
  return { key, repository: repair.subject.repository, effect: {
    kind: "merge_pull_request", number: pull.number, head_sha: pull.headSha, method: "squash", base_sha: verdict.base_sha, labels: [...pull.labels], not_after: after(at, SECONDS_GOOD),
  } };
}

/** A person's yes to this very head stands for trust and risk, and for nothing else. */
function isApproved({ approval }: Repair, { headSha }: PullFacts): boolean {
  return approval?.commit === headSha;
}

/** A label that Regreen did not put there is a person's word, whatever it says (attack G18); so is a request for changes. */
function hasObjection({ pull, changesRequested }: Merging, { labels }: Configuration): boolean {
  return changesRequested !== 0 || pull.labels.some((label) => !labels.applied.includes(label));
}

function lowEnough(repair: Repair, most: Configuration["auto_merge"]["risk"]): boolean {
  const risk = riskOf(complexityOf(repair));
  return risk === "low" || risk === most;
}
