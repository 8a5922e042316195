/** What one command comes to: its outcome, and what it asks for. */
import type { LedgerDraft } from "../../ledger/entry.ts";
import type { FixId } from "../../identity/identifier.ts";
import type { Configuration } from "../../configuration/configuration.ts";
import type { RequestDecision } from "../decision.ts";
import { swornRequest } from "../open-request.ts";
import type { AnswerSnapshot } from "./snapshot.ts";

export interface Answered extends Partial<Pick<RequestDecision, "opens" | "entries" | "effects" | "instructions" | "orders" | "rulings" | "trials">> {
  readonly done: boolean;
  readonly text: string;
  readonly follows?: readonly FixId[];
  /** Those among them that nobody had asked for. */
  readonly underway?: readonly FixId[];
}

/** The snapshot once it is clear that there is a configuration, and that the one who asks may ask. */
export interface Answering extends AnswerSnapshot {
  readonly settings: Configuration;
  /** Which of the request's commands this is, from 0. */
  readonly index: number;
}

export function declined(text: string): Answered {
  return { done: false, text };
}

/** Sworn to: who decided what, and why. */
export function sworn({ request, at }: AnswerSnapshot, payload: LedgerDraft["payload"]): LedgerDraft {
  return swornRequest(request, at, { by: request.actor, ...payload });
}
