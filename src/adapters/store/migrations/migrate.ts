/**
 * Migrations run at start, all missing ones in one transaction, one process at a time: on SQLite `begin immediate` is the lock, on
 * PostgreSQL an advisory one. (Why ours: DECISIONS 17.)
 */
import { Fault } from "../../../core/fault/fault.ts";
import type { Database } from "../database.ts";
import { postgres, row, rows, sqlite, statement, type Dialect, type Script } from "../script.ts";
import { crawls } from "./crawls.ts";
import { foundation } from "./foundation.ts";
import { history } from "./history.ts";
import { measured } from "./measured.ts";
import { operations } from "./operations.ts";
import { recordings } from "./recordings.ts";
import { pace } from "./pace.ts";
import { refusals } from "./refusals.ts";
import { requests } from "./requests.ts";
import { signingKeys } from "./signing-keys.ts";
import { verdicts } from "./verdicts.ts";
import { skillExecutions } from "./skill-executions.ts";
import { skillOutcomes } from "./skill-outcomes.ts";
import { standings } from "./standings.ts";

type Migration = (dialect: Dialect) => readonly string[];

/** In order; the schema's version is how many have run. A migration that has been released is never changed. */
export const migrations: readonly Migration[] = [foundation, history, signingKeys, skillExecutions, recordings, operations, verdicts, pace, crawls, measured, requests, refusals, skillOutcomes, standings];

/** Any number that is ours alone, the same in every version. */
const MIGRATION_LOCK = 7_346_001;

const lock = statement<{ pg_advisory_xact_lock: unknown }>("migration_lock", `select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
const createVersions = statement("create_versions", ({ integer, strict }) => `create table if not exists schema_versions (version ${integer} primary key, migrated_at text not null) ${strict}`);
const readVersion = statement<{ version: number | null }>("read_version", "select max(version) as version from schema_versions");
const writeVersion = statement("write_version", "insert into schema_versions (version, migrated_at) values (?, ?)");

/** Brings the schema to this program's version. Fault `store-newer` when it is beyond that already. */
export async function migrate(database: Database, now: string): Promise<void> {
  const dialect = database.dialect === "sqlite" ? sqlite : postgres;
  await database.write(() => bringUp(dialect, now));
}

function* bringUp(dialect: Dialect, now: string): Script<void> {
  if (dialect.name === "postgres") yield* row(lock);
  yield* rows(createVersions);
  const present = (yield* row(readVersion))?.version ?? 0;
  if (present > migrations.length) throw new Fault("store-newer", { detail: `its schema is ${present}, this program knows ${migrations.length}` });
  for (const [index, migration] of migrations.entries()) {
    if (index < present) continue;
    yield* apply(migration(dialect));
    yield* rows(writeVersion, index + 1, now);
  }
}

function* apply(texts: readonly string[]): Script<void> {
  for (const text of texts) yield* rows(statement("", text));
}
