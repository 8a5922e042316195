/** Brings a proven repair as suggestions on the lines of the red pull request, in one review, and as a patch where there is no line for it (row P5, attack G16). */
import type { PendingFix } from "../../failure/pending-fix.ts";
import type { ShownFile } from "../../pull-request/suggestions.ts";
import { buildReview } from "../../pull-request/suggestion-review.ts";
import type { Decision } from "../decision.ts";
import { alter, ask } from "../draft.ts";
import { evidenceEffect } from "../evidence-effect.ts";
import type { OfferInput } from "../offer.ts";
import { evidenceUrl, repositoryUrl, runUrl } from "../web-url.ts";

export interface SuggestInput extends OfferInput {
  readonly patch: Uint8Array;
  readonly shown: readonly ShownFile[];
}

/** In: a decision on a repair in phase PR. Out: the repair at rest until the review stands. */
export function suggest(decision: Decision, input: SuggestInput): Decision {
  const { repair } = decision;
  const { subject, id } = repair;
  const { account, configuration, webUrl, head, at } = input;
  const failures = repair.failures.map((failure): PendingFix => ({ ...failure, status: "proposed", timestamp: at }));
  const made = { branch: subject.branch, base_branch: subject.branch, base_sha: account.plan.base_sha, commit_sha: head, number: subject.pull_request, url: null, revision: 0 };
  const suggested = alter({ ...decision, due: null, pendingFixes: failures }, { step: "gate", status: "proposed", delivery: "suggested", offer: made, failures, reason: null, progressed_at: at });
  const review = buildReview({
    ...account, repair: id, patch: input.patch, shown: input.shown, fromFork: subject.fork !== undefined, cloneUrl: repositoryUrl(repair, webUrl),
    runUrl: runUrl(repair, webUrl), evidenceUrl: evidenceUrl(repair, webUrl), labelToSilence: configuration.labels.skip,
  });
  const effect = { kind: "suggest_changes" as const, number: subject.pull_request ?? 0, head_sha: head, marker: review.marker, body: review.body, comments: [...review.comments] };
  return ask(suggested, [evidenceEffect(suggested.repair), { key: `${id}:suggest`, repository: subject.repository, effect }]);
}
