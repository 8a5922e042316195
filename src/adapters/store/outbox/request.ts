/** Puts effects into the outbox, in the transaction of the decision that asks for them. */
import { digestOf } from "../../../core/identity/digest.ts";
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { LedgerDraft } from "../../../core/ledger/entry.ts";
import { publishedBy, type EffectRequest } from "../../../core/repair/effect.ts";
import type { Repair } from "../../../core/repair/repair.ts";
import { appendDrafts } from "../ledger/append.ts";
import { row, statement, type Script } from "../script.ts";

const insert = statement<{ id: number }>("effect_request", `
  insert into effects (key, repair_id, installation_id, repository, effect, due_at) values (?, ?, ?, ?, ?, ?)
  on conflict (key) do nothing
  returning id`);

/** Gives what is to be sworn: one `effect_requested` for each effect that was not asked for under its key before. */
export function* requestEffects(repair: Repair, requests: readonly EffectRequest[], now: Timestamp): Script<readonly LedgerDraft[]> {
  const drafts: LedgerDraft[] = [];
  for (const { key, repository, effect } of requests) {
    const text = JSON.stringify(effect);
    const stored = yield* row(insert, key, repair.id, repository.installation_id, JSON.stringify(repository), text, milliseconds(now));
    if (stored === null) continue;
    const payload = { key, effect: effect.kind, sha256: digestOf(text) };
    drafts.push({ at: now, repo: repository.name, repair: repair.id, kind: "effect_requested", phase: repair.phase, payload, evidence: [...publishedBy(effect)], prompt_sha256: null });
  }
  return drafts;
}

const held = statement<{ id: string }>("effect_holder", "select id from repairs where id = ? and lease_token = ? and lease_holder is not null");

export function* askMidStep({ repair, token }: { readonly repair: Repair; readonly token: number }, requests: readonly EffectRequest[], now: Timestamp): Script<boolean> {
  if ((yield* row(held, repair.id, token)) === null) return false;
  yield* appendDrafts(yield* requestEffects(repair, requests, now));
  return true;
}
