/** What GitHub's limits leave room for, per installation: until when it asked us to wait, and how much was written lately. Kept, so that a restart forgets neither. */
import type { Dialect } from "../script.ts";

export function pace({ integer, strict }: Dialect): readonly string[] {
  return [`
create table pauses (
  installation_id ${integer} primary key,
  until_at ${integer} not null
) ${strict}`, `
create table content_writes (
  installation_id ${integer} not null,
  span_at ${integer} not null,
  count ${integer} not null,
  primary key (installation_id, span_at)
) ${strict}`];
}
