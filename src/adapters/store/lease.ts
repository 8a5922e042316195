/**
 * The one query family of claims, the same for inbox, repairs, requests and outbox. A row may be claimed when it is due and its lease is free or has
 * run out; each claim moves the fencing token on. Installations take turns, so that one with a long queue does not hold up the others (attack Q10).
 */
import { after, milliseconds, type Timestamp } from "../../core/identity/timestamp.ts";
import type { Claim, ClaimRequest } from "../../ports/store/claim.ts";
import { row, rows, statement, type Script, type Statement, type Value } from "./script.ts";

/** What every claimed row carries. */
export interface LeaseRow { readonly lease_token: number; readonly lost_holder: string | null; readonly attempts: number }

export interface Leasable {
  readonly table: "deliveries" | "repairs" | "effects" | "crawls" | "requests" | "request_effects";
  readonly key: "guid" | "id";
  /** What comes back beside the lease's own columns. */
  readonly columns: string;
  /** A further condition of being claimable. */
  readonly unless?: string;
  /** One that takes values of its own, which `claimRows` is given. */
  readonly only?: string;
}

export interface LeaseStatements<Row> {
  readonly tenants: Statement<{ id: number }>;
  readonly claim: Statement<Row & LeaseRow>;
  readonly renew: Statement<{ lease_token: number }>;
  readonly postpone: Statement<{ lease_token: number }>;
}

export function leaseStatements<Row>({ table, key, columns, unless, only }: Leasable): LeaseStatements<Row> {
  const ready = `due_at <= ? and (lease_until is null or lease_until <= ?)${unless === undefined ? "" : ` and not ${unless}`}${only === undefined ? "" : ` and ${only}`}`;
  const next = (after: string): string => `(select min(installation_id) from ${table} where due_at is not null and installation_id > ${after})`;
  const held = `${key} = ? and lease_token = ? and lease_holder is not null`;
  return {
    // A loose index scan: one look per installation, however long its queue.
    tenants: statement(`${table}_tenants`, ({ integer }) => `
      with recursive tenant (id) as (
        select ${next(`cast(? as ${integer})`)} union all select ${next("tenant.id")} from tenant where tenant.id is not null
      )
      select id from tenant
      where id is not null and exists (select 1 from ${table} where installation_id = tenant.id and ${ready})
      limit cast(? as bigint)`),
    claim: statement(`${table}_claim`, ({ picked }) => `
      update ${table}
      set lease_holder = ?, lease_until = ?, lost_holder = lease_holder, lease_token = lease_token + 1, attempts = attempts + 1
      where ${picked(`select id from ${table} where installation_id = ? and ${ready} order by due_at, id limit cast(? as bigint)`)}
      returning ${columns}, lease_token, lost_holder, attempts`),
    renew: statement(`${table}_renew`, `update ${table} set lease_until = ? where ${held} returning lease_token`),
    postpone: statement(`${table}_postpone`, `
      update ${table} set due_at = ?, fault = ?, lease_holder = null, lease_until = null where ${held} returning lease_token`),
  };
}

/** Whose turn it is: the installation served last, kept by the process. */
export interface Turn { last: number; readonly only?: readonly Value[] }

/** Claims at most `request.most` rows, shared out among the installations that have some due. */
export function* claimRows<Row>(statements: LeaseStatements<Row>, request: ClaimRequest, turn: Turn): Script<readonly (Row & LeaseRow)[]> {
  const now = milliseconds(request.now);
  const only = turn.only ?? [];
  const tenants = yield* tenantsInTurn(statements, { now, most: request.most, turn });
  const claimed: (Row & LeaseRow)[] = [];
  const take = function* (tenant: number, share: number): Script<void> {
    if (share <= 0) return;
    claimed.push(...(yield* rows(statements.claim, request.holder, now + request.seconds * 1000, tenant, now, now, ...only, share)));
    turn.last = tenant;
  };
  // First each has its share; then what some did not need goes to the others.
  for (const [index, tenant] of tenants.entries()) yield* take(tenant, Math.ceil((request.most - claimed.length) / (tenants.length - index)));
  if (tenants.length > 1) for (const tenant of tenants) yield* take(tenant, request.most - claimed.length);
  return claimed;
}

function* tenantsInTurn<Row>(statements: LeaseStatements<Row>, asked: { now: number; most: number; turn: Turn }): Script<readonly number[]> {
  const { now, most, turn } = asked;
  const only = turn.only ?? [];
  const beyond = (yield* rows(statements.tenants, turn.last, now, now, ...only, most)).map(({ id }) => id);
  if (beyond.length >= most || turn.last < 0) return beyond;
  const before = (yield* rows(statements.tenants, -1, now, now, ...only, most - beyond.length)).map(({ id }) => id);
  return [...beyond, ...before.filter((id) => id <= turn.last)];
}

export function claimOf(request: ClaimRequest, claimed: LeaseRow): Claim {
  return { holder: request.holder, token: claimed.lease_token, until: after(request.now, request.seconds) };
}

/** True while the token is still the row's; then the lease holds until `now + seconds`. */
export function* renewLease<Row>(statements: LeaseStatements<Row>, held: Held, lease: { now: Timestamp; seconds: number }): Script<boolean> {
  return (yield* row(statements.renew, milliseconds(lease.now) + lease.seconds * 1000, held.key, held.token)) !== null;
}

export interface Held { readonly key: string | number; readonly token: number }

/** Gives the row back until `due`; what went wrong is kept beside it. */
export function* postponeLease<Row>(statements: LeaseStatements<Row>, held: Held, back: { due: Timestamp; fault: string }): Script<"settled" | "lease_lost"> {
  const stands = yield* row(statements.postpone, milliseconds(back.due), withoutNul(back.fault), held.key, held.token);
  return stands === null ? "lease_lost" : "settled";
}

/** PostgreSQL's text cannot hold U+0000. */
export function withoutNul(text: string): string {
  return text.replaceAll("\u0000", "\uFFFD");
}
