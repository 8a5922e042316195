/** What the store asks of a SQLite driver: better-sqlite3 gives it as it is, Node's own through `open-node-sqlite.ts`. */

export interface SqlConnection {
  readonly inTransaction: boolean;
  exec(text: string): unknown;
  prepare(text: string): SqlStatement;
  close(): unknown;
}

export interface SqlStatement {
  /** It gives rows. */
  readonly reader: boolean;
  all(...values: unknown[]): unknown[];
  run(...values: unknown[]): unknown;
}
