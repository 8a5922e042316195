/** The fourth schema: executions of skills, what became of them, and changes of standing. Rows are appended, and never rewritten. */
import type { Dialect } from "../script.ts";

export function skillExecutions({ integer, sequence, strict }: Dialect): readonly string[] {
  return [`
create table skill_executions (
  seq ${sequence},
  plan_id text not null,
  skill text not null,
  execution text not null,
  version text not null,
  digest text not null,
  repo text not null,
  outcome text not null check (outcome in ('succeeded', 'post_check_failed', 'contract_broken', 'nothing')),
  document text not null,
  unique (plan_id, skill)
) ${strict}`,
  "create index skill_executions_of on skill_executions (repo, skill, digest, seq)",
  "create index skill_executions_by_id on skill_executions (execution)", `
create table skill_aftermaths (
  execution text not null,
  kind text not null check (kind in ('manual_review', 'merged', 'closed', 'reverted')),
  repo text not null,
  commit_sha text,
  at ${integer} not null,
  primary key (execution, kind)
) ${strict}`,
  "create index skill_aftermaths_by_commit on skill_aftermaths (repo, commit_sha)", `
create table standing_changes (
  seq ${sequence},
  repo text not null,
  skill text not null,
  digest text not null,
  standing text not null check (standing in ('candidate', 'promoted', 'trusted', 'rolled_back')),
  document text not null
) ${strict}`,
  "create index standing_changes_of on standing_changes (repo, skill, digest, seq)"];
}
