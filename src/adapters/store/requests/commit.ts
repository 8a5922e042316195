/** The one place where a request moves: all that its step decided, in one transaction, or nothing. */
import { digestOf } from "../../../core/identity/digest.ts";
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { LedgerDraft } from "../../../core/ledger/entry.ts";
import type { RequestDecision } from "../../../core/request/decision.ts";
import type { StandingOrder } from "../../../core/request/order.ts";
import type { Request } from "../../../core/request/request.ts";
import type { ClaimedRequest } from "../../../ports/store/requests.ts";
import type { Settlement } from "../../../ports/store/claim.ts";
import { swearTrial } from "../../../core/skill/standing/trial.ts";
import { appendDrafts } from "../ledger/append.ts";
import { contended } from "../repairs/contended.ts";
import { giveInstruction } from "../repairs/instructions.ts";
import { entriesOf, openRepairs } from "../repairs/open.ts";
import { wakeRepairs } from "../repairs/wake.ts";
import { keepTrial } from "../skills/keep.ts";
import { row, rows, statement, type Script } from "../script.ts";
import { ruleRequest } from "./rule.ts";

/** Refused once the token has moved on. A wake since the claim makes it due at once; a closed one is never due. */
const move = statement<{ id: string }>("request_move", ({ integer }) => `
  update requests
  set state = ?, document = ?, due_at = case when wakes <> ? then cast(? as ${integer}) else cast(? as ${integer}) end,
      lease_holder = null, lease_until = null, attempts = 0, fault = null
  where id = ? and lease_token = ? and lease_holder is not null
  returning id`);
const insertEffect = statement<{ id: number }>("request_effect_ask", `
  insert into request_effects (key, request_id, installation_id, repository, effect, due_at) values (?, ?, ?, ?, ?, ?)
  on conflict (key) do nothing
  returning id`);
const unfollow = statement("request_unfollow", "delete from request_follows where request_id = ?");
const follow = statement("request_follow", "insert into request_follows (repair_id, request_id) select id, ? from repairs where id = ? on conflict (repair_id, request_id) do nothing");
const insertOrder = statement("standing_order_keep", "insert into standing_orders (repository_id, request_id, document) values (?, ?, ?)");

export function* commitRequest(claimed: ClaimedRequest, decision: RequestDecision, now: Timestamp): Script<Settlement> {
  const { request, opens, entries, instructions, orders } = decision;
  if ((yield* moveRequest(claimed, decision, now)) === null) {
    return yield* contended({ of: request.id, repair: { id: null, subject: { repository: request.repository } }, claim: claimed.claim, now });
  }
  const notOpened = yield* openRepairs(opens, now);
  for (const { repair, instruction } of instructions) yield* giveInstruction(repair, instruction, now);
  for (const order of orders) yield* keepOrder(request, order, now);
  const tried: LedgerDraft[] = [];
  for (const trial of decision.trials) if (yield* keepTrial(trial)) tried.push(swearTrial(trial));
  for (const ruling of decision.rulings) yield* ruleRequest(ruling, now);
  yield* followRepairs(request);
  const asked = yield* askEffects(decision, now);
  yield* appendDrafts([...entriesOf(entries, notOpened), ...tried, ...asked]);
  return "settled";
}

function moveRequest(claimed: ClaimedRequest, { request, due }: RequestDecision, now: Timestamp): Script<{ id: string } | null> {
  const [whenWoken, whenNot] = request.state === "closed" ? [null, null] : [milliseconds(now), due === null ? null : milliseconds(due)];
  return row(move, request.state, JSON.stringify(request), claimed.wakes, whenWoken, whenNot, request.id, claimed.claim.token);
}

/** A waiver changes what a verdict rests on: whoever judges that pull request looks again. */
function* keepOrder({ id, repository }: Request, order: StandingOrder, now: Timestamp): Script<void> {
  yield* rows(insertOrder, repository.id, id, JSON.stringify(order));
  if (order.kind === "waiver" && order.waiver.pull !== undefined) yield* wakeRepairs([{ by: "pull_request", repositoryId: repository.id, number: order.waiver.pull }], now);
}

/** It is woken whenever one of these moves. */
function* followRepairs({ id, state, outcomes }: Request): Script<void> {
  yield* rows(unfollow, id);
  if (state !== "followed") return;
  for (const repair of new Set(outcomes.flatMap(({ follows }) => follows))) yield* rows(follow, id, repair);
}

function* askEffects({ request, effects }: RequestDecision, now: Timestamp): Script<readonly LedgerDraft[]> {
  const drafts: LedgerDraft[] = [];
  for (const { key, repository, effect } of effects) {
    const text = JSON.stringify(effect);
    const stored = yield* row(insertEffect, key, request.id, repository.installation_id, JSON.stringify(repository), text, milliseconds(now));
    if (stored === null) continue;
    drafts.push({ at: now, repo: repository.name, repair: null, kind: "effect_requested", phase: null, payload: { key, effect: effect.kind, sha256: digestOf(text), request: request.id }, evidence: [], prompt_sha256: null });
  }
  return drafts;
}
