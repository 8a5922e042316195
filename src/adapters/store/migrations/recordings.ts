/** The fifth schema: recorded failures with their logs, and the reports of replays. Recordings beyond the latest of a skill in a repository are let go. */
import type { Dialect } from "../script.ts";

export function recordings({ sequence, strict }: Dialect): readonly string[] {
  return [`
create table recordings (
  seq ${sequence},
  execution text not null,
  skill text not null,
  repo text not null,
  repair text not null,
  document text not null,
  unique (execution, skill)
) ${strict}`,
  "create index recordings_of on recordings (repo, skill, seq)", `
create table failure_logs (
  repair text not null,
  check_name text not null,
  sha256 text not null,
  primary key (repair, check_name)
) ${strict}`, `
create table replays (
  seq ${sequence},
  replay text not null unique,
  repo text not null,
  skill text not null,
  document text not null
) ${strict}`,
  "create index replays_of on replays (repo, skill, seq)"];
}
