import { timestamp } from "../../core/identity/timestamp.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Store } from "../../ports/store/store.ts";
import type { Appending, Database } from "./database.ts";
import { openCrawls } from "./crawls/crawls.ts";
import { openEvidence } from "./evidence/evidence.ts";
import { openPendingFixes } from "./evidence/pending-fixes.ts";
import { openHistory } from "./history/history.ts";
import { appendDeliveries } from "./inbox/append.ts";
import { openInbox } from "./inbox/inbox.ts";
import { openKeys } from "./keys.ts";
import { openLedger } from "./ledger/ledger.ts";
import { migrate } from "./migrations/migrate.ts";
import { openOperationRuns } from "./operations/operation-runs.ts";
import { openOutbox } from "./outbox/outbox.ts";
import { openReplays } from "./replays/replays.ts";
import { openPace } from "./pace/pace.ts";
import { openOrders, openRequestsOf } from "./requests/requests.ts";
import { openRepairsOf } from "./repairs/repairs.ts";
import { row, statement } from "./script.ts";
import { openSkillRecords } from "./skills/skill-records.ts";

/** `url`: a PostgreSQL connection string. `path`: a SQLite file, made where it is missing; `:memory:` keeps nothing. */
export type StoreOptions = { readonly url: string; readonly clock: Clock } | { readonly path: string; readonly clock: Clock };

const time = statement<{ at: number }>("time", ({ name }) => (name === "postgres"
  ? "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as at" : "select cast(unixepoch('subsec') * 1000 as integer) as at"));
const nextDue = statement<{ at: number | null }>("next_due", `
  select min(at) as at from (
    select min(due_at) as at from deliveries where due_at is not null union all select min(due_at) from repairs where due_at is not null
    union all select min(due_at) from effects where due_at is not null union all select min(due_at) from requests where due_at is not null
    union all select min(due_at) from request_effects where due_at is not null) as due`);
const answer = statement<{ answer: number }>("ping", "select 1 as answer");

/**
 * Opens the store and brings its schema up to date.
 * Faults: `store-newer` (written by a newer program), `store-unavailable` (no answer), `store-unsafe` (the file could be another's).
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { database, appending } = await openDatabase(options);
  try {
    await migrate(database, options.clock.now());
  } catch (error) {
    await database.close();
    throw error;
  }
  return storeOver(database, appending ?? { append: (deliveries) => database.write(() => appendDeliveries(deliveries)), close: async () => undefined });
}

/** `appending` where deliveries are stored beside the database's own connection. */
interface Opened { readonly database: Database; readonly appending?: Appending }

// Each driver is loaded only where it is needed: the CLI starts sooner.
async function openDatabase(options: StoreOptions): Promise<Opened> {
  if ("url" in options) return { database: (await import("./postgres/postgres-database.ts")).openPostgres(options.url) };
  return (await import("./sqlite/open-sqlite-pair.ts")).openSqlitePair(options.path);
}

/** The store over a database whose schema is up to date. Each has turns of its own among installations, as each process does. */
export function storeOver(database: Database, appending: Appending): Store {
  const { inbox, finish } = openInbox(database, appending);
  return {
    dialect: database.dialect,
    inbox,
    repairs: openRepairsOf(database),
    requests: openRequestsOf(database),
    orders: openOrders(database),
    outbox: openOutbox(database),
    ledger: openLedger(database),
    evidence: openEvidence(database),
    pendingFixes: openPendingFixes(database),
    history: openHistory(database),
    skillRecords: openSkillRecords(database),
    replays: openReplays(database),
    operationRuns: openOperationRuns(database),
    keys: openKeys(database),
    pace: openPace(database),
    crawls: openCrawls(database),
    ping: async () => void (await database.read(() => row(answer))),
    time: async () => timestamp((await database.read(() => row(time)))?.at ?? 0),
    nextDue: async () => {
      const found = (await database.read(() => row(nextDue)))?.at ?? null;
      return found === null ? null : timestamp(found);
    },
    close: async () => {
      await finish();
      await appending.close();
      await database.close();
    },
  };
}
