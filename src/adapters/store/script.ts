/**
 * How the store talks to either database. Terms:
 * a *statement* is SQL text under a name, written once with `?` for values and prepared once per connection;
 * a *script* is a generator that yields queries and is given their rows, so that the same lines run synchronously on SQLite
 * (no other work can slip into its transaction) and asynchronously on PostgreSQL;
 * a *dialect* is the few words in which the two differ.
 */
export type DialectName = "sqlite" | "postgres";

export type Value = string | number | Uint8Array | null;

export interface Dialect {
  readonly name: DialectName;
  /** Column types. */
  readonly integer: string;
  readonly bytes: string;
  readonly sequence: string;
  /** Ends a `create table`. */
  readonly strict: string;
  /** Ends a select whose rows are changed next. */
  readonly forUpdate: string;
  /** `id` is one of the rows that the query picks, each locked, rows locked by others left out. */
  readonly picked: (query: string) => string;
}

export const sqlite: Dialect = {
  name: "sqlite", integer: "integer", bytes: "blob", sequence: "integer primary key autoincrement", strict: "strict", forUpdate: "",
  picked: (query) => `id in (${query})`,
};

export const postgres: Dialect = {
  name: "postgres", integer: "bigint", bytes: "bytea", sequence: "bigint generated always as identity primary key", strict: "", forUpdate: "for update",
  picked: (query) => `id = any(array(${query} for update skip locked))`,
};

/** `Row` says which columns come back; it is a promise that the SQL text beside it keeps. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: (dialect: Dialect) => string;
  readonly row?: Row;
}

export interface Query { readonly statement: Statement<unknown>; readonly values: readonly Value[] }

export type Script<Result> = Generator<Query, Result, readonly unknown[]>;

export function statement<Row = never>(name: string, text: string | ((dialect: Dialect) => string)): Statement<Row> {
  return { name, text: typeof text === "string" ? () => text : text };
}

/** The rows that the statement gives. */
export function* rows<Row>(asked: Statement<Row>, ...values: Value[]): Script<readonly Row[]> {
  return (yield { statement: asked, values }) as readonly Row[];
}

/** The first row, or null. */
export function* row<Row>(asked: Statement<Row>, ...values: Value[]): Script<Row | null> {
  return (yield* rows(asked, ...values))[0] ?? null;
}

/** `?, ?, ?` becomes `$1, $2, $3`. Our statements hold no question mark but these. */
export function numbered(text: string): string {
  let count = 0;
  return text.replaceAll("?", () => `$${++count}`);
}

/** How many rows one statement takes: few sizes, so that few statements are prepared. Largest first. */
const GROUP_SIZES = [64, 8, 1] as const;

/** Cut into groups of those sizes, in order. */
export function inGroups<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const groups: (readonly Item[])[] = [];
  let from = 0;
  for (const size of GROUP_SIZES) {
    for (; items.length - from >= size; from += size) groups.push(items.slice(from, from + size));
  }
  return groups;
}

/** A statement for any number of rows: `values` writes the row's words as often as there are rows. Each number is its own statement, made once. */
export function manyRows<Row>(build: (values: (row: string) => string) => Statement<Row>): (count: number) => Statement<Row> {
  const made = new Map<number, Statement<Row>>();
  return (count) => {
    const known = made.get(count);
    if (known !== undefined) return known;
    const { name, text } = build((row) => Array.from({ length: count }, () => row).join(", "));
    const statement = { name: `${name}_${count}`, text };
    made.set(count, statement);
    return statement;
  };
}
