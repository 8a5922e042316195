/** Asks for the check run `regreen/policy` on the head, where it would say something else than it says now. */
import { buildPolicyCheck } from "../../pull-request/policy-check.ts";
import type { GitSha } from "../../identity/identifier.ts";
import type { Verdict } from "../../policy/verdict.ts";
import type { Effect, EffectRequest } from "../effect.ts";
import type { Repair } from "../repair.ts";
import type { Settled } from "./snapshot.ts";

export const POLICY_CHECK = "regreen/policy";

/** Null: the check on this head says just that already. Each request has a number of its own, so that a verdict may come back. */
export function policyCheckEffect({ id, subject }: Repair, { verdict, head, receipts }: { readonly verdict: Verdict; readonly head: GitSha; readonly receipts: readonly Settled[] }): EffectRequest | null {
  const { annotations, ...told } = buildPolicyCheck(verdict);
  const effect: Effect = { kind: "post_check", name: POLICY_CHECK, head_sha: head, external_id: id, ...told, annotations: [...annotations] };
  const posted = receipts.filter((settled) => settled.effect.kind === "post_check");
  if (JSON.stringify(posted.at(-1)?.effect) === JSON.stringify(effect)) return null;
  return { key: `${id}:policy:${posted.length}`, repository: subject.repository, effect };
}
