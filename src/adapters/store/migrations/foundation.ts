/**
 * The first schema. Moments are milliseconds since 1970; documents are JSON text that a core schema reads.
 * Inbox, repairs and outbox share the columns of a lease: `due_at` (null: rests, or done), `lease_holder` and `lease_until` (null: free),
 * `lease_token` (only grows), `lost_holder` (whom the last claim took it over from), `attempts` (claims since the last success), `fault`.
 */
import type { Dialect } from "../script.ts";

export const lease = ({ integer }: Dialect): string => `
  installation_id ${integer} not null,
  due_at ${integer},
  lease_holder text,
  lease_until ${integer},
  lease_token ${integer} not null default 0,
  lost_holder text,
  attempts ${integer} not null default 0,
  fault text`;

const inbox = (dialect: Dialect): string[] => [`
create table deliveries (
  id ${dialect.sequence},
  guid text not null unique,
  event text not null,
  received_at ${dialect.integer} not null,
  state text not null check (state in ('waiting', 'done', 'ignored', 'dead')),
  ignored text,${lease(dialect)}
) ${dialect.strict}`, `
create table delivery_bodies (
  delivery_id ${dialect.integer} primary key references deliveries (id),
  body ${dialect.bytes} not null
) ${dialect.strict}`,
"create index deliveries_due on deliveries (installation_id, due_at) where due_at is not null",
"create index deliveries_dead on deliveries (id) where state = 'dead'"];

const repairs = (dialect: Dialect): string[] => [`
create table repairs (
  id text primary key,
  subject_key text not null unique,
  repository_id ${dialect.integer} not null,
  step text not null,
  offer_commit text,
  offer_number ${dialect.integer},
  offer_base text,
  wakes ${dialect.integer} not null default 0,
  opened_at ${dialect.integer} not null,
  moved_at ${dialect.integer} not null,
  document text not null,${lease(dialect)}
) ${dialect.strict}`,
"create index repairs_due on repairs (installation_id, due_at) where due_at is not null",
"create index repairs_by_offer_commit on repairs (repository_id, offer_commit) where offer_commit is not null",
"create index repairs_by_offer_number on repairs (repository_id, offer_number) where offer_number is not null",
"create index repairs_by_offer_base on repairs (repository_id, offer_base) where offer_base is not null and step <> 'closed'",
"create index repairs_resting on repairs (moved_at) where step <> 'closed'",
"create index repairs_by_age on repairs (opened_at)",
"create index repairs_by_repository on repairs (repository_id, opened_at)"];

const outbox = (dialect: Dialect): string[] => [`
create table effects (
  id ${dialect.sequence},
  key text not null unique,
  repair_id text not null references repairs (id),
  repository text not null,
  effect text not null,
  receipt text,
  done_at ${dialect.integer},${lease(dialect)}
) ${dialect.strict}`,
"create index effects_due on effects (installation_id, due_at) where due_at is not null",
"create index effects_unfinished on effects (repair_id, id) where done_at is null",
"create index effects_by_repair on effects (repair_id, id)"];

const records = ({ integer, bytes, strict }: Dialect): string[] => [`
create table ledger (
  seq ${integer} primary key,
  at text not null,
  repo text,
  repair text,
  kind text not null,
  phase text,
  payload text not null,
  evidence text not null,
  prompt_sha256 text,
  prev text not null,
  hash text not null
) ${strict}`,
"create index ledger_by_repair on ledger (repair, seq) where repair is not null", `
create table evidence (
  repair_id text not null references repairs (id),
  phase text not null,
  file text not null,
  sha256 text not null,
  primary key (repair_id, phase, file)
) ${strict}`, `
create table contents (
  sha256 text primary key,
  content ${bytes} not null
) ${strict}`, `
create table pending_fixes (
  fix_id text not null,
  fingerprint text not null,
  check_name text not null,
  repo text not null,
  written_at ${integer} not null,
  document text not null,
  primary key (fix_id, fingerprint, check_name)
) ${strict}`,
"create index pending_fixes_by_repo on pending_fixes (repo, written_at)",
"create index pending_fixes_by_age on pending_fixes (written_at)"];

export function foundation(dialect: Dialect): readonly string[] {
  return [...inbox(dialect), ...repairs(dialect), ...outbox(dialect), ...records(dialect)];
}
