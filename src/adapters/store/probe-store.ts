/** Looks at a database without changing it: whether it answers, and of which version its schema is. */
import { existsSync } from "node:fs";
import Sqlite from "better-sqlite3";
import type { StoreStanding } from "../../core/doctor/judge-store.ts";
import { Fault } from "../../core/fault/fault.ts";
import { codeOf } from "./code-of.ts";
import { migrations } from "./migrations/migrate.ts";
import { openPostgres } from "./postgres/postgres-database.ts";
import { row, statement } from "./script.ts";

const version = statement<{ version: number | null }>("read_version", "select max(version) as version from schema_versions");

/** Fault `store-unavailable`. A database without our tables is of version 0. */
export async function probeStore(place: { readonly url: string } | { readonly path: string }): Promise<StoreStanding> {
  return "url" in place ? probePostgres(place.url) : probeSqlite(place.path);
}

/** The address without the password. */
async function probePostgres(url: string): Promise<StoreStanding> {
  const { hostname, port, pathname } = new URL(url);
  const database = openPostgres(url);
  try {
    await database.read(function* () { yield* row(statement("ping", "select 1 as answer")); });
    const known = await database.read(function* () { return (yield* row(version))?.version ?? 0; }).catch(() => 0);
    return { place: `PostgreSQL at ${hostname}${port === "" ? "" : `:${port}`}${pathname}`, schema: { version: known, known: migrations.length, sound: true } };
  } finally {
    await database.close();
  }
}

function probeSqlite(path: string): StoreStanding {
  if (!existsSync(path)) return { place: path, schema: null };
  try {
    const database = new Sqlite(path, { readonly: true, fileMustExist: true });
    try {
      const sound = database.pragma("quick_check(1)", { simple: true }) === "ok";
      return { place: path, schema: { version: sound ? schemaOf(database) : 0, known: migrations.length, sound } };
    } finally {
      database.close();
    }
  } catch (cause) {
    if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(codeOf(cause))) return { place: path, schema: { version: 0, known: migrations.length, sound: false } };
    throw new Fault("store-unavailable", { detail: `${path}: ${cause instanceof Error ? cause.message : String(cause)}`, cause });
  }
}

function schemaOf(database: InstanceType<typeof Sqlite>): number {
  const table = database.prepare("select 1 from sqlite_master where type = 'table' and name = 'schema_versions'").get();
  if (table === undefined) return 0;
  const found = database.prepare("select max(version) as version from schema_versions").get() as { readonly version: number | null };
  return found.version ?? 0;
}
