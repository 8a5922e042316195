/**
 * SQLite in WAL mode. Every write is synced to the disk when it is committed (`synchronous=FULL`; leases alone: `NORMAL`). Writes asked for in the same turn of the event loop share
 * one transaction and one sync (group commit). Where one of them fails, the group is run again with a savepoint for each, so that it undoes only itself.
 */
import { Fault } from "../../../core/fault/fault.ts";
import { codeOf } from "../code-of.ts";
import type { Database } from "../database.ts";
import { sqlite, type Query, type Script, type Statement } from "../script.ts";
import type { SqlConnection, SqlStatement } from "./connection.ts";
import type { Gate } from "./write-gate.ts";

type Sync = "full" | "normal";

interface Job {
  readonly sync: Sync;
  /** Runs the script; gives what to do once the commit stands. */
  run(): () => void;
  refuse(error: unknown): void;
}

export class SqliteDatabase implements Database {
  readonly dialect = "sqlite";
  readonly #connection: SqlConnection;
  readonly #prepared = new Map<Statement<unknown>, SqlStatement>();
  readonly #gate: Gate;
  #queue: Job[] = [];
  #sync: Sync = "full";

  constructor(connection: SqlConnection, gate: Gate) {
    this.#connection = connection;
    this.#gate = gate;
  }

  async read<Result>(script: () => Script<Result>): Promise<Result> {
    return translated(() => this.#drive(script()));
  }

  write<Result>(script: () => Script<Result>): Promise<Result> {
    return this.#enqueue("full", script);
  }

  lease<Result>(script: () => Script<Result>): Promise<Result> {
    return this.#enqueue("normal", script);
  }

  #enqueue<Result>(sync: Sync, script: () => Script<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const run = () => { const result = this.#drive(script()); return () => resolve(result); };
      this.#queue.push({ sync, run, refuse: reject });
      if (this.#queue.length === 1) queueMicrotask(() => void this.#flush());
    });
  }

  async close(): Promise<void> {
    await this.#flush();
    this.#connection.close();
  }

  async #flush(): Promise<void> {
    if (this.#queue.length === 0) return;
    for (let left = this.#gate.enter(); left !== null; left = this.#gate.enter()) await left;
    const jobs = this.#queue;
    this.#queue = [];
    try {
      if (jobs.length > 0) this.#commit(jobs);
    } finally {
      this.#gate.leave();
    }
  }

  #commit(jobs: readonly Job[]): void {
    try {
      for (const resolve of translated(() => this.#group(jobs))) resolve();
    } catch (error) {
      for (const job of jobs) job.refuse(error);
    }
  }

  #group(jobs: readonly Job[]): readonly (() => void)[] {
    if (jobs.length === 1) return this.#transaction(jobs, (job) => job.run());
    try {
      return this.#transaction(jobs, (job) => job.run());
    } catch {
      return this.#transaction(jobs, (job) => this.#guarded(job));
    }
  }

  #transaction(jobs: readonly Job[], run: (job: Job) => () => void): readonly (() => void)[] {
    this.#syncing(jobs.every(({ sync }) => sync === "normal") ? "normal" : "full");
    this.#do("begin immediate");
    try {
      const resolves = jobs.map(run);
      this.#do("commit");
      return resolves;
    } catch (error) {
      if (this.#connection.inTransaction) this.#do("rollback");
      throw error;
    }
  }

  #syncing(sync: Sync): void {
    if (sync === this.#sync) return;
    // SQLite sets this when it compiles the words, so they cannot be prepared once.
    this.#connection.exec(`pragma synchronous = ${sync}`);
    this.#sync = sync;
  }

  #guarded(job: Job): () => void {
    this.#do("savepoint job");
    try {
      const resolve = job.run();
      this.#do("release job");
      return resolve;
    } catch (error) {
      // A full disk or a broken file has ended the whole transaction already; then all of the group fail together.
      if (!this.#connection.inTransaction) throw error;
      this.#do("rollback to job");
      this.#do("release job");
      return () => job.refuse(error);
    }
  }

  #drive<Result>(script: Script<Result>): Result {
    let turn = script.next([]);
    while (turn.done !== true) turn = script.next(this.#answer(turn.value));
    return turn.value;
  }

  #answer({ statement, values }: Query): readonly unknown[] {
    const prepared = this.#prepare(statement);
    if (prepared.reader) return prepared.all(...values);
    prepared.run(...values);
    return [];
  }

  #prepare(statement: Statement<unknown>): SqlStatement {
    const known = this.#prepared.get(statement);
    if (known !== undefined) return known;
    const prepared = this.#connection.prepare(preparedOnce(statement.text(sqlite)));
    this.#prepared.set(statement, prepared);
    return prepared;
  }

  #do(text: keyof typeof words): void {
    this.#answer({ statement: words[text], values: [] });
  }
}

/**
 * SQLite with STAT4 (better-sqlite3's) plans anew, at 20 to 100 µs a call, whenever a value is bound that a plan might look at: `column = ?`. At `+?`, the same
 * value to it, it never looks. Our statements hold no question mark but these; limits are casts, for there it looks through the plus.
 */
function preparedOnce(text: string): string {
  return text.replaceAll("?", "+?");
}

const word = (name: string): Statement<never> => ({ name, text: () => name });
const words = {
  "begin immediate": word("begin immediate"), commit: word("commit"), rollback: word("rollback"),
  "savepoint job": word("savepoint job"), "release job": word("release job"), "rollback to job": word("rollback to job"),
} as const;

/** SQLite's own words for "not now" become the known fault `store-unavailable`; what breaks a rule of ours is a bug and is thrown as it is. */
export function translated<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const code = codeOf(error);
    if (/^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|NOTADB|CORRUPT)/.test(code)) throw new Fault("store-unavailable", { detail: code, cause: error });
    throw error;
  }
}
