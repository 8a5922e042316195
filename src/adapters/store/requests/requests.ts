import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import { Request } from "../../../core/request/request.ts";
import { StandingOrder } from "../../../core/request/order.ts";
import type { ClaimedRequest, ClaimRequest, Orders, Requests } from "../../../ports/store.ts";
import type { Database } from "../database.ts";
import { claimOf, claimRows, leaseStatements, postponeLease, renewLease, type LeaseRow, type Turn } from "../lease.ts";
import { appendDrafts } from "../ledger/append.ts";
import { takeOver } from "../repairs/claim.ts";
import { row, rows, statement, type Script } from "../script.ts";
import { commitRequest } from "./commit.ts";
import { openRequests } from "./open.ts";

interface RequestRow { readonly document: string; readonly wakes: number; readonly approved_by: string | null }

const requestLease = leaseStatements<RequestRow>({ table: "requests", key: "id", columns: "document, wakes, approved_by" });
const byId = statement<RequestRow>("request_find", "select document, wakes, approved_by from requests where id = ?");
const newest = statement<RequestRow>("request_list", "select document, wakes, approved_by from requests order by opened_at desc, id desc limit cast(? as bigint)");
const ofComment = statement<RequestRow>("request_of_comment", "select document, wakes, approved_by from requests where repository_id = ? and comment_id = ? order by opened_at, id");
/** Only what waits for it is approved, and once. */
const approve = statement<{ id: string }>("request_approve", ({ integer }) => `
  update requests set approved_by = ?, wakes = wakes + 1, due_at = cast(? as ${integer}) where id = ? and state = 'waiting_approval' and approved_by is null returning id`);
const orders = statement<{ document: string }>("standing_orders_of", "select document from standing_orders where repository_id = ? order by id");

export function openRequestsOf(database: Database): Requests {
  const turn: Turn = { last: -1 };
  return {
    claim: (request) => database.lease(() => claim(request, turn)),
    renew: ({ request, claim: held }, now, seconds) => database.lease(() => renewLease(requestLease, { key: request.id, token: held.token }, { now, seconds })),
    commit: (claimed, decision, now) => database.write(() => commitRequest(claimed, decision, now)),
    postpone: ({ request, claim: held }, due, fault) => database.write(() => postponeLease(requestLease, { key: request.id, token: held.token }, { due, fault })),
    open: (opened, now) => database.write(() => openRequests(opened, now)),
    approve: (id, by, now) => database.write(() => approveRequest(id, by, now)),
    find: async (id) => {
      const found = await database.read(() => row(byId, id));
      return found === null ? null : read(found);
    },
    list: async (most) => (await database.read(() => rows(newest, most))).map(read),
    ofComment: async (repositoryId, commentId) => (await database.read(() => rows(ofComment, repositoryId, commentId))).map(read),
  };
}

function* approveRequest(id: string, by: string, now: Timestamp): Script<boolean> {
  return (yield* row(approve, by, milliseconds(now), id)) !== null;
}

export function openOrders(database: Database): Orders {
  return { of: async (repositoryId) => (await database.read(() => rows(orders, repositoryId))).map(({ document }) => StandingOrder.parse(JSON.parse(document))) };
}

function* claim(asked: ClaimRequest, turn: Turn): Script<readonly ClaimedRequest[]> {
  const found = yield* claimRows(requestLease, asked, turn);
  const claimed = found.map((stored: RequestRow & LeaseRow): ClaimedRequest => ({ request: read(stored), claim: claimOf(asked, stored), attempts: stored.attempts, wakes: stored.wakes }));
  yield* appendDrafts(claimed.flatMap(({ request }, index) => takeOver(found[index], { repair: { id: null, subject: { repository: request.repository } }, holder: asked.holder, at: asked.now, of: request.id })));
  return claimed;
}

/** Who approved it stands in a column of its own until its step has seen it. */
function read({ document, approved_by }: RequestRow): Request {
  const request = Request.parse(JSON.parse(document));
  return approved_by === null ? request : { ...request, approved_by };
}
