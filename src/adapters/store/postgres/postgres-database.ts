/** PostgreSQL 15 or newer, through a pool. A write is one transaction at READ COMMITTED; a deadlock runs its script again. */
import { Pool, TypeOverrides, type PoolClient } from "pg";
import { Fault } from "../../../core/fault/fault.ts";
import { codeOf } from "../code-of.ts";
import type { Database } from "../database.ts";
import { numbered, postgres, type Query, type Script, type Statement } from "../script.ts";

const CONNECTIONS = 10;
const ATTEMPTS = 5;
const INT8 = 20;
const SERIALIZATION_FAILURE = "40001";
const DEADLOCK = "40P01";

/** `url` is a connection string: `postgresql://user@host/name`. Connects when it is first asked. */
export function openPostgres(url: string): PostgresDatabase {
  const types = new TypeOverrides();
  // Our integers (milliseconds, counters, GitHub's ids) stay below 2^53.
  types.setTypeParser(INT8, Number);
  const options = "-c synchronous_commit=on -c lock_timeout=30000 -c idle_in_transaction_session_timeout=60000";
  return new PostgresDatabase(new Pool({ connectionString: url, max: CONNECTIONS, types, options, connectionTimeoutMillis: 10_000, application_name: "regreen" }));
}

export class PostgresDatabase implements Database {
  readonly dialect = "postgres";
  readonly #pool: Pool;
  readonly #texts = new Map<Statement<unknown>, string>();

  constructor(pool: Pool) {
    this.#pool = pool;
    // A connection lost while idle is replaced by the pool; without a listener it would end the process.
    pool.on("error", () => undefined);
  }

  async read<Result>(script: () => Script<Result>): Promise<Result> {
    return this.#connected((client) => this.#drive(client, script()));
  }

  async write<Result>(script: () => Script<Result>): Promise<Result> {
    return this.#connected(async (client) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await this.#transaction(client, script);
        } catch (error) {
          const code = codeOf(error);
          if (attempt >= ATTEMPTS || (code !== DEADLOCK && code !== SERIALIZATION_FAILURE)) throw error;
        }
      }
    });
  }

  lease<Result>(script: () => Script<Result>): Promise<Result> {
    return this.write(script);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #transaction<Result>(client: PoolClient, script: () => Script<Result>): Promise<Result> {
    await client.query("begin");
    try {
      const result = await this.#drive(client, script());
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => undefined);
      throw error;
    }
  }

  async #drive<Result>(client: PoolClient, script: Script<Result>): Promise<Result> {
    let turn = script.next([]);
    while (turn.done !== true) turn = script.next(await this.#answer(client, turn.value));
    return turn.value;
  }

  async #answer(client: PoolClient, { statement, values }: Query): Promise<readonly unknown[]> {
    const result = await client.query<Record<string, unknown>>({ name: statement.name, text: this.#text(statement), values: values.map(forWire) });
    return result.rows;
  }

  #text(statement: Statement<unknown>): string {
    const known = this.#texts.get(statement);
    if (known !== undefined) return known;
    const text = numbered(statement.text(postgres));
    this.#texts.set(statement, text);
    return text;
  }

  async #connected<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect().catch(unavailable);
    let broken = false;
    try {
      return await work(client);
    } catch (error) {
      broken = isConnectionTrouble(error);
      return broken ? unavailable(error) : await Promise.reject(error);
    } finally {
      client.release(broken);
    }
  }
}

/** pg takes a plain Uint8Array for JSON; a Buffer over the same bytes goes as bytea. */
function forWire(value: Query["values"][number]): string | number | Buffer | null {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}

/** SQLSTATE classes 08 (connection), 53 (resources), 57 (operator intervention), 55P03 (lock not available); Node's socket errors; pg's own words. */
function isConnectionTrouble(error: unknown): boolean {
  return /^(08|53|57)|^55P03$|^E[A-Z]+$/.test(codeOf(error)) || (error instanceof Error && /connection (terminated|error)|timeout exceeded/i.test(error.message));
}

function unavailable(error: unknown): never {
  throw new Fault("store-unavailable", { detail: codeOf(error) || "no connection", cause: error });
}
