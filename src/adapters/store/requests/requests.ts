import { Request } from "../../../core/request/request.ts";
import { StandingOrder } from "../../../core/request/order.ts";
import type { ClaimedRequest, Orders, Requests } from "../../../ports/store/requests.ts";
import type { ClaimRequest } from "../../../ports/store/claim.ts";
import type { Database } from "../database.ts";
import { claimOf, claimRows, leaseStatements, postponeLease, renewLease, type LeaseRow, type Turn } from "../lease.ts";
import { appendDrafts } from "../ledger/append.ts";
import { takeOver } from "../repairs/claim.ts";
import { row, rows, statement, type Script } from "../script.ts";
import { commitRequest } from "./commit.ts";
import { openRequests } from "./open.ts";
import { ruleRequest } from "./rule.ts";

interface RequestRow { readonly document: string; readonly wakes: number; readonly approved_by: string | null; readonly refused_by: string | null; readonly refusal: string | null }

const requestLease = leaseStatements<RequestRow>({ table: "requests", key: "id", columns: "document, wakes, approved_by, refused_by, refusal" });
const byId = statement<RequestRow>("request_find", "select document, wakes, approved_by, refused_by, refusal from requests where id = ?");
const newest = statement<RequestRow>("request_list", "select document, wakes, approved_by, refused_by, refusal from requests order by opened_at desc, id desc limit cast(? as bigint)");
const ofComment = statement<RequestRow>("request_of_comment", "select document, wakes, approved_by, refused_by, refusal from requests where repository_id = ? and comment_id = ? order by opened_at, id");
const orders = statement<{ document: string }>("standing_orders_of", "select document from standing_orders where repository_id = ? order by id");

export function openRequestsOf(database: Database): Requests {
  const turn: Turn = { last: -1 };
  return {
    claim: (request) => database.lease(() => claim(request, turn)),
    renew: ({ request, claim: held }, now, seconds) => database.lease(() => renewLease(requestLease, { key: request.id, token: held.token }, { now, seconds })),
    commit: (claimed, decision, now) => database.write(() => commitRequest(claimed, decision, now)),
    postpone: ({ request, claim: held }, due, fault) => database.write(() => postponeLease(requestLease, { key: request.id, token: held.token }, { due, fault })),
    open: (opened, now) => database.write(() => openRequests(opened, now)),
    rule: (ruling, now) => database.write(() => ruleRequest(ruling, now)),
    find: async (id) => {
      const found = await database.read(() => row(byId, id));
      return found === null ? null : read(found);
    },
    list: async (most) => (await database.read(() => rows(newest, most))).map(read),
    ofComment: async (repositoryId, commentId) => (await database.read(() => rows(ofComment, repositoryId, commentId))).map(read),
  };
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

/** Who approved or refused it stands in columns of its own until its step has seen it. */
function read({ document, approved_by, refused_by, refusal }: RequestRow): Request {
  const request = Request.parse(JSON.parse(document));
  return { ...request, ...(approved_by === null ? {} : { approved_by }), ...(refused_by === null ? {} : { refused: { by: refused_by, reason: refusal } }) };
}
