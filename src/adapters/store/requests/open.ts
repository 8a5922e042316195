/** Opens requests: once per key, however often the same words are told. */
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { OpenedRequest } from "../../../core/request/open-request.ts";
import { spokenIn } from "../../../core/request/request.ts";
import { appendDrafts } from "../ledger/append.ts";
import { row, statement, type Script } from "../script.ts";

const insert = statement<{ id: string }>("request_open", `
  insert into requests (id, request_key, repository_id, comment_id, state, opened_at, document, installation_id, due_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (request_key) do nothing
  returning id`);

/** Gives how many were new; what is sworn of those that were known is left out. */
export function* openRequests(opened: readonly OpenedRequest[], now: Timestamp): Script<number> {
  let count = 0;
  for (const { request, key, entry } of opened) {
    const { id, repository, state, opened_at } = request;
    const comment = spokenIn(request)?.id ?? null;
    const stored = yield* row(insert, id, key, repository.id, comment, state, milliseconds(opened_at), JSON.stringify(request), repository.installation_id, milliseconds(now));
    if (stored === null) continue;
    count += 1;
    yield* appendDrafts([entry]);
  }
  return count;
}
