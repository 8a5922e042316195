/**
 * What people ask for in words: requests with their effects and the repairs that they follow, what repairs are told, and standing orders. Requests are claimed in place like
 * repairs; their effects have a table of their own, because those of repairs belong to a repair by foreign key.
 */
import { lease } from "./foundation.ts";
import type { Dialect } from "../script.ts";

export function requests(dialect: Dialect): readonly string[] {
  const { integer, sequence, strict } = dialect;
  return [`
create table requests (
  id text primary key,
  request_key text not null unique,
  repository_id ${integer} not null,
  comment_id ${integer},
  state text not null,
  wakes ${integer} not null default 0,
  opened_at ${integer} not null,
  approved_by text,
  document text not null,${lease(dialect)}
) ${strict}`,
  "create index requests_due on requests (installation_id, due_at) where due_at is not null",
  "create index requests_by_comment on requests (repository_id, comment_id) where comment_id is not null",
  "create index requests_by_age on requests (opened_at)", `
create table request_effects (
  id ${sequence},
  key text not null unique,
  request_id text not null references requests (id),
  repository text not null,
  effect text not null,
  receipt text,
  done_at ${integer},${lease(dialect)}
) ${strict}`,
  "create index request_effects_due on request_effects (installation_id, due_at) where due_at is not null",
  "create index request_effects_of on request_effects (request_id, id)", `
create table request_follows (
  repair_id text not null references repairs (id),
  request_id text not null references requests (id),
  primary key (repair_id, request_id)
) ${strict}`,
  "create index request_follows_of on request_follows (request_id)", `
create table instructions (
  id ${sequence},
  repair_id text not null references repairs (id),
  request_id text not null references requests (id),
  document text not null,
  taken_at ${integer}
) ${strict}`,
  "create index instructions_open on instructions (repair_id, id) where taken_at is null", `
create table standing_orders (
  id ${sequence},
  repository_id ${integer} not null,
  request_id text not null references requests (id),
  document text not null
) ${strict}`,
  "create index standing_orders_of on standing_orders (repository_id, id)"];
}
