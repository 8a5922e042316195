/** The real SQLite store in memory, opened once and emptied for each seed; what it holds is seen from outside too. */
import Connection from "better-sqlite3";
import { appendDeliveries } from "../../src/adapters/store/inbox/append.ts";
import { migrate } from "../../src/adapters/store/migrations/migrate.ts";
import { storeOver } from "../../src/adapters/store/open-store.ts";
import { SqliteDatabase } from "../../src/adapters/store/sqlite/sqlite-database.ts";
import type { Store } from "../../src/ports/store/store.ts";

export interface SimulatedDatabase {
  readonly database: SqliteDatabase;
  /** A store as one process has it. */
  open(): Store;
  empty(): void;
  /** Milliseconds at which the next claim of this part (of any part unless told) would find something; Infinity: none ever. */
  nextDue(part?: Part): number;
  /** Something was written that moves what falls due in these parts: it is looked up again. */
  written(parts?: readonly Part[]): void;
  /** Repairs that are not closed, requests, deliveries and effects that are not settled. What watches a log never ends, and is not among them. */
  unfinished(): number;
  /** Repairs that there are or were, with the onboardings or without. */
  known(count: { readonly onboardings: boolean }): number;
  tokenOf(repair: string): number;
  pauses(): readonly { readonly installation: number; readonly until: number }[];
  pause(installation: number, until: number): void;
}

export const everyPart = ["inbox", "repairs", "outbox", "requests", "crawls"] as const;
export type Part = (typeof everyPart)[number];

const due = (table: string, more = ""): string => `select min(max(due_at, coalesce(lease_until, 0))) as at from ${table} t where due_at is not null ${more}`;
/** The first unfinished effect of each owner. */
const effectsDue = (table: string, owner: string): string => due(table, `and not exists (select 1 from ${table} e where e.${owner} = t.${owner} and e.done_at is null and e.id < t.id)`);

export async function openSimulatedDatabase(): Promise<SimulatedDatabase> {
  const connection = new Connection(":memory:");
  connection.pragma("foreign_keys = ON");
  const database = new SqliteDatabase(connection, { enter: () => null, leave: () => undefined });
  await migrate(database, "2026-11-20T08:00:00.000Z");
  const tables = connection.prepare<[], { name: string }>("select name from sqlite_schema where type = 'table' and name not in ('schema_versions') and name not like 'sqlite_%' order by rowid").all();
  // Children before their parents, which were made first. (Switching foreign keys off and on makes SQLite compile every statement again.)
  const wipes = [...tables.map(({ name }) => name).toReversed(), "sqlite_sequence"].map((name) => connection.prepare(`delete from ${name}`));
  const next = {
    inbox: connection.prepare<[], { at: number | null }>(due("deliveries")),
    repairs: connection.prepare<[], { at: number | null }>(due("repairs")),
    requests: connection.prepare<[], { at: number | null }>(due("requests")),
    crawls: connection.prepare<[], { at: number | null }>(due("crawls")),
    outbox: connection.prepare<[], { at: number | null }>(`select min(at) as at from (${effectsDue("effects", "repair_id")} union all ${effectsDue("request_effects", "request_id")})`),
  };
  const known = new Map<Part, number>();
  const dueOf = (part: Part): number => {
    const at = known.get(part) ?? next[part].get()?.at ?? Infinity;
    known.set(part, at);
    return at;
  };
  const open = connection.prepare<[], { count: number }>(`select (select count(*) from repairs where step not in ('closed', 'observe'))
    + (select count(*) from deliveries where state = 'waiting') + (select count(*) from effects where done_at is null)
    + (select count(*) from requests where state in ('asked', 'followed')) + (select count(*) from request_effects where done_at is null) as count`);
  const opened = connection.prepare<[], { all: number; onboardings: number }>("select count(*) as 'all', count(case when subject_key like 'onboarding:%' then 1 end) as onboardings from repairs");
  const token = connection.prepare<[string], { lease_token: number }>("select lease_token from repairs where id = ?");
  return {
    database,
    open: () => storeOver(database, { append: (deliveries) => database.write(() => appendDeliveries(deliveries)), close: async () => undefined }),
    empty() {
      for (const wipe of wipes) wipe.run();
      known.clear();
    },
    nextDue: (part) => (part === undefined ? Math.min(...everyPart.map(dueOf)) : dueOf(part)),
    written: (parts = everyPart) => { for (const part of parts) known.delete(part); },
    unfinished: () => open.get()?.count ?? 0,
    known({ onboardings }) {
      const counts = opened.get() ?? { all: 0, onboardings: 0 };
      return onboardings ? counts.all : counts.all - counts.onboardings;
    },
    pauses: () => connection.prepare<[], { installation: number; until: number }>("select installation_id as installation, until_at as until from pauses").all(),
    pause: (installation, until) => { connection.prepare("insert into pauses values (?, ?) on conflict do update set until_at = max(until_at, excluded.until_at)").run(installation, until); },
    tokenOf: (repair) => token.get(repair)?.lease_token ?? 0,
  };
}
