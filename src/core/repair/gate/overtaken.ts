/** An offer that is not needed any more, or that nobody wants: its failure went green without it, or it stood open for too long. What a person pushed to is left to them. */
import { milliseconds } from "../../identity/timestamp.ts";
import { close, type Ending } from "../close.ts";
import type { Decision } from "../decision.ts";
import { ask } from "../draft.ts";
import type { Repair } from "../repair.ts";
import { checksOn } from "./check-facts.ts";
import { closeOffer } from "./close-offer.ts";
import type { GateSnapshot, PullFacts } from "./snapshot.ts";

const DAY = 86_400_000;

/** Null: it stays. Closed so, it is no person's no: the same failure is offered again when it comes back. */
export function overtaken(decision: Decision, snapshot: GateSnapshot, pull: PullFacts): Decision | null {
  const { repair } = decision;
  if (pull.headSha !== repair.offer?.commit_sha) return null;
  const reason = withoutSubject(repair, snapshot) ?? goneGreen(repair, snapshot) ?? stale(repair, snapshot);
  return reason === null ? null : withdraw(decision, { reason, at: snapshot.at });
}

export function withdraw(decision: Decision, ending: Pick<Ending, "reason" | "at" | "loop">): Decision {
  return close(ask(decision, closeOffer(decision.repair, ending.reason)), { ...ending, status: "closed" });
}

function withoutSubject({ subject }: Repair, { subjectClosed }: GateSnapshot): string | null {
  return subjectClosed ? `pull request ${subject.pull_request ?? 0}, which it was to mend, is merged or closed` : null;
}

/** Every check that failed has succeeded on the base branch's head: somebody else mended it. A check that did not run there says nothing. */
function goneGreen({ failures, subject }: Repair, { baseHead, baseChecks }: GateSnapshot): string | null {
  if (baseHead === null || failures.length === 0) return null;
  const isGreen = ({ check }: Repair["failures"][number]): boolean => {
    const same = checksOn(baseChecks, check);
    return same.length > 0 && same.every(({ status, conclusion }) => status === "completed" && conclusion === "success");
  };
  return failures.every(isGreen) ? `${subject.branch} is green again at ${baseHead.slice(0, 12)} without it` : null;
}

function stale(repair: Repair, { at, configuration }: GateSnapshot): string | null {
  const days = Math.floor((milliseconds(at) - milliseconds(repair.opened_at)) / DAY);
  const most = configuration?.pull_request.close_after_days ?? Infinity;
  return days >= most ? `it stood open for ${days} days, and pull_request.close_after_days is ${most}` : null;
}
