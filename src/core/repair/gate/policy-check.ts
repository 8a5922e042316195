/** Asks for the check run `regreen/policy` on the head, where it would say something else than it says now. */
import { buildPolicyCheck } from "../../pull-request/policy-check.ts";
import type { GitSha } from "../../identity/identifier.ts";
import type { Verdict } from "../../policy/verdict.ts";
import type { Effect, EffectRequest } from "../effect.ts";
import type { Repair } from "../repair.ts";
import type { Settled } from "./snapshot.ts";

type PostCheck = Extract<Effect, { readonly kind: "post_check" }>;

export const POLICY_CHECK = "regreen/policy";

export interface Posting {
  readonly verdict: Verdict;
  readonly head: GitSha;
  readonly receipts: readonly Settled[];
  /** One paragraph with a gate that only observes: its counters (`baselineText`). */
  readonly note?: string | null;
}

/** Null: the check on this head says just that already. Each request has a number of its own, so that a verdict may come back. */
export function policyCheckEffect({ id, subject }: Repair, { verdict, head, receipts, note = null }: Posting): EffectRequest | null {
  const { annotations, ...told } = buildPolicyCheck(verdict, note);
  const effect: PostCheck = { kind: "post_check", name: POLICY_CHECK, head_sha: head, external_id: id, ...told, annotations: [...annotations] };
  const asked = receipts.flatMap((settled) => (settled.effect.kind === "post_check" ? [{ posted: settled.effect, refused: settled.receipt.kind === "refused" }] : []));
  if (saysTheSame(asked.at(-1)?.posted, effect) && !isWorthAnother(asked)) return null;
  return { key: `${id}:policy:${asked.length}`, repository: subject.repository, effect };
}

/** A check that GitHub refused does not stand there; what it refuses again and again, it will not take. */
const MOST_REFUSALS = 3;

function isWorthAnother(asked: readonly { readonly refused: boolean }[]): boolean {
  const taken = asked.findLastIndex(({ refused }) => !refused);
  const refusals = asked.length - 1 - taken;
  return refusals > 0 && refusals < MOST_REFUSALS;
}

/** While it waits for the same rules, who has reported meanwhile is not worth a write; a final word is shown exactly, but for the counters of a baseline. */
function saysTheSame(posted: PostCheck | undefined, wanted: PostCheck): boolean {
  if (posted === undefined || posted.head_sha !== wanted.head_sha || posted.status !== wanted.status || posted.title !== wanted.title) return false;
  return wanted.status !== "completed" || JSON.stringify(withoutBaseline(posted)) === JSON.stringify(withoutBaseline(wanted));
}

function withoutBaseline({ summary, ...rest }: PostCheck): unknown {
  return { ...rest, summary: summary.replace(/This gate only observes.*/g, "") };
}
