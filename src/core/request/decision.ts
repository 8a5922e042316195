/** What a request's step wants: the request as it shall be, repairs to open, what repairs are told, standing orders, what to swear and to write. Committed whole or not at all. */
import type { FixId, RequestId } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { LedgerDraft } from "../ledger/entry.ts";
import type { OpenedRepair } from "../repair/decision.ts";
import type { EffectRequest } from "../repair/effect.ts";
import type { Instruction } from "../repair/instruction.ts";
import type { StandingChange } from "../skill/standing/standing-change.ts";
import type { StandingOrder } from "./order.ts";
import type { Request } from "./request.ts";

/** A person's word about a request of a machine that waits for one. */
export interface Ruling { readonly request: RequestId; readonly how: "approve" | "refuse"; readonly by: string; readonly reason: string | null }

export interface RequestDecision {
  readonly request: Request;
  /** When to look again without being woken; null: when it is woken, or never. */
  readonly due: Timestamp | null;
  readonly opens: readonly OpenedRepair[];
  readonly entries: readonly LedgerDraft[];
  readonly effects: readonly EffectRequest[];
  readonly instructions: readonly { readonly repair: FixId; readonly instruction: Instruction }[];
  readonly orders: readonly StandingOrder[];
  readonly rulings: readonly Ruling[];
  /** Skills that a person puts on trial again. */
  readonly trials: readonly StandingChange[];
}

/** Nothing decided yet. */
export function restingRequest(request: Request): RequestDecision {
  return { request, due: null, opens: [], entries: [], effects: [], instructions: [], orders: [], rulings: [], trials: [] };
}
