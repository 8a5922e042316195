/** What was seen of failures, runs and tests. Each row is told once: a step or delivery that is taken twice adds nothing. */
import type { Dialect } from "../script.ts";

export function history({ integer, strict }: Dialect): readonly string[] {
  return [`
create table occurrences (
  fingerprint text not null,
  repository_id ${integer} not null,
  source text not null,
  check_name text not null,
  repo text not null,
  branch text not null,
  head_sha text not null,
  workflow text not null,
  failure_class text not null,
  tool text,
  pattern_name text not null,
  seen_at ${integer} not null,
  primary key (fingerprint, repository_id, source, check_name)
) ${strict}`,
  "create index occurrences_by_age on occurrences (repository_id, fingerprint, seen_at)", `
create table runs (
  repository_id ${integer} not null,
  source text not null,
  repo text not null,
  branch text not null,
  head_sha text not null,
  workflow text not null,
  outcome text not null check (outcome in ('passed', 'failed')),
  ended_at ${integer} not null,
  primary key (repository_id, source)
) ${strict}`,
  "create index runs_by_age on runs (repository_id, workflow, ended_at)", `
create table test_failures (
  repository_id ${integer} not null,
  test text not null,
  source text not null,
  workflow text not null,
  seen_at ${integer} not null,
  primary key (repository_id, test, source)
) ${strict}`];
}
