/** Closes Regreen's own pull request and lets its branch go, with the reason where people read it: nothing of ours stays open for nothing. */
import type { EffectRequest } from "../effect.ts";
import { pullRequestMarker } from "../../pull-request/build-pull-request.ts";
import { prose, shorten } from "../../pull-request/neutral-text.ts";
import type { Repair } from "../repair.ts";
import { tidyBranch } from "./tidy-branch.ts";

const LONGEST_REASON = 2_000;

/** None where there is no pull request of ours. `reason`: a part of a sentence, which may quote others. */
export function closeOffer(repair: Repair, reason: string): readonly EffectRequest[] {
  const { id, subject, offer, delivery } = repair;
  if (offer?.number == null || delivery !== undefined) return [];
  const comment = `Regreen closes this: ${prose(shorten(reason, LONGEST_REASON))}. Should the same failure come back, it is looked at anew.`;
  return [{ key: `${id}:close:${offer.number}`, repository: subject.repository, effect: { kind: "close_pull_request", number: offer.number, marker: pullRequestMarker(id), comment } }, ...tidyBranch(repair)];
}
