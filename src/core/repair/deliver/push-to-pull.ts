/** Brings a proven repair as a commit on the red pull request's own branch: on the head that was verified, never by force (row P5). */
import type { PendingFix } from "../../failure/pending-fix.ts";
import type { Decision } from "../decision.ts";
import { alter, ask } from "../draft.ts";
import type { EffectRequest } from "../effect.ts";
import { evidenceEffect } from "../evidence-effect.ts";
import { commitMessage, fileWrites, modLogWrites, type OfferInput } from "../offer.ts";
import type { Repair } from "../repair.ts";

/** In: a decision on a repair in phase PR. Out: the repair with the commit as its offer, at rest until the relay has made it. */
export function pushToPull(decision: Decision, input: OfferInput): Decision {
  const { repair } = decision;
  const { branch, pull_request } = repair.subject;
  const failures = repair.failures.map((failure): PendingFix => ({ ...failure, status: "proposed", timestamp: input.at }));
  const made = { branch, base_branch: branch, base_sha: input.head, commit_sha: null, number: pull_request, url: null, revision: 0 };
  const pushed = alter({ ...decision, due: null, pendingFixes: failures }, { step: "gate", status: "proposed", delivery: "pushed", offer: made, failures, reason: null, progressed_at: input.at });
  return ask(pushed, [evidenceEffect(pushed.repair), pushEffect(pushed.repair, input)]);
}

/**
 * A ModLog of one file would conflict with that of every other pull request, and people's branches are not built anew: there the entry is left out.
 * An entry that is a file of its own goes along.
 */
function pushEffect(repair: Repair, { account, configuration, modlog, head }: OfferInput): EffectRequest {
  const { id, subject } = repair;
  const marker = `Regreen-Repair: ${id}`;
  const entry = configuration.modlog.style === "directory" ? modLogWrites(account, configuration, modlog) : [];
  return {
    key: `${id}:push`, repository: subject.repository,
    effect: {
      kind: "push_to_pull", number: subject.pull_request ?? 0, branch: subject.branch, parent_sha: head, marker,
      files: [...fileWrites(account.check), ...entry], message: commitMessage(repair, { account, configuration }, marker),
    },
  };
}
