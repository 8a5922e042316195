/** Whether the database answers, and whether it is of this program's time. */
import { doubtful, skipped, well, wrong, type Check } from "./check.ts";

/** `version`: of its schema; `known`: this program's. Null: there is no file yet. */
export type StoreStanding = { readonly place: string; readonly schema: { readonly version: number; readonly known: number; readonly sound: boolean } | null };

export function judgeStore({ place, schema }: StoreStanding): Check {
  if (schema === null) return skipped("database", `${place} is not there yet: the server makes it at its first start`);
  if (!schema.sound) return wrong("database", { what: `${place} is damaged`, why: "what was done is not known for certain any more", remedy: "Stop the server, put back a backup, and run regreen ledger verify." });
  if (schema.version > schema.known) return wrong("database", { what: `${place} was written by a newer Regreen`, why: "this program does not know its schema and refuses to start", remedy: "Run that version or a newer one." });
  if (schema.version < schema.known) return doubtful("database", { what: `${place} answers, with the schema of an older Regreen`, why: "the server brings it up to date when it starts, and an older program cannot read it afterwards", remedy: "Make a backup before the next start." });
  return well("database", `${place} answers, and its schema is of this program`);
}
