/** Opens a request once, however often the same words are told: a key names them, and the store keeps it unique. */
import { digestOfJson } from "../identity/digest.ts";
import { requestId } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { LedgerDraft } from "../ledger/entry.ts";
import type { Repository } from "../repair/repair.ts";
import { sameLine } from "./command-lines.ts";
import { spokenIn, type Origin, type Request } from "./request.ts";

export interface OpenedRequest {
  readonly request: Request;
  readonly key: string;
  /** Sworn to when it is opened: the audit trail of who asked what. */
  readonly entry: LedgerDraft;
}

export interface Asking {
  readonly repository: Repository;
  readonly origin: Origin;
  readonly actor: string;
  readonly machine: boolean;
  readonly lines: readonly string[];
  readonly dryRun: boolean;
  /** Tells apart what asks for the same twice on purpose (a delivery's id, a file's digest). A comment needs none. */
  readonly occasion: string;
}

/** `seed`: 4 to 16 of a-z and 0-9, from the caller's source of randomness. */
export function openRequest({ repository, origin, actor, machine, lines, dryRun, occasion }: Asking, { at, seed }: { readonly at: Timestamp; readonly seed: string }): OpenedRequest {
  const request: Request = {
    id: requestId(at, seed), repository, origin, actor, machine, lines: [...lines], dry_run: dryRun, state: "asked", approved_by: null, outcomes: [], answer: null, edition: 0, opened_at: at, reason: null,
  };
  const key = `${repository.id}:${origin.kind}:${spokenIn({ origin })?.id ?? occasion}:${digestOfJson(lines.map(sameLine))}`;
  return { request, key, entry: swornRequest(request, at, { decision: "asked", by: actor, lines: [...lines], dry_run: dryRun }) };
}

/** A ledger draft about a request: it belongs to the repository, and to no repair. */
export function swornRequest({ id, repository, origin }: Request, at: Timestamp, payload: LedgerDraft["payload"]): LedgerDraft {
  return { at, repo: repository.name, repair: null, kind: "human_decision", phase: null, payload: { request: id, origin: { ...origin }, ...payload }, evidence: [], prompt_sha256: null };
}
