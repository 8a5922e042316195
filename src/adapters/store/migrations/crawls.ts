/** Repositories that the crawler looks at: until when it has seen what failed there, and the lease of whoever looks now (the columns of `foundation.ts`). */
import { lease } from "./foundation.ts";
import type { Dialect } from "../script.ts";

export function crawls(dialect: Dialect): readonly string[] {
  const { integer, strict } = dialect;
  return [`
create table crawls (
  id ${integer} primary key,
  repository text not null,
  listed_at ${integer} not null,
  seen_at ${integer} not null,
  watched ${integer} not null default 0,${lease(dialect)}
) ${strict}`,
"create index crawls_due on crawls (installation_id, due_at) where due_at is not null"];
}
