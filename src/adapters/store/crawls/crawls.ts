import { Repository } from "../../../core/repair/repair.ts";
import { milliseconds, timestamp } from "../../../core/identity/timestamp.ts";
import type { ClaimedCrawl, Crawls } from "../../../ports/store/crawls.ts";
import type { Database } from "../database.ts";
import { claimOf, claimRows, leaseStatements, postponeLease, type LeaseRow, type Turn } from "../lease.ts";
import { row, rows, statement, type Script } from "../script.ts";

interface CrawlRow { readonly repository: string; readonly seen_at: number }

const crawlLease = leaseStatements<CrawlRow>({ table: "crawls", key: "id", columns: "repository, seen_at" });

const list = statement("crawl_list", `
  insert into crawls (id, repository, installation_id, listed_at, seen_at, due_at) values (?, ?, ?, ?, ?, ?)
  on conflict (id) do update set repository = excluded.repository, installation_id = excluded.installation_id, listed_at = excluded.listed_at`);
const forget = statement("crawl_forget", "delete from crawls where installation_id = ? and listed_at < ?");
const installations = statement<{ installation_id: number }>("crawl_installations", "select distinct installation_id from crawls");
const repositoriesOf = statement<{ id: number }>("crawl_repositories", "select id from crawls where installation_id = ?");
const forgetAll = statement("crawl_forget_all", "delete from crawls where installation_id = ?");
const settle = statement<{ lease_token: number }>("crawl_settle", `
  update crawls set seen_at = ?, due_at = ?, watched = ?, attempts = 0, fault = null, lease_holder = null, lease_until = null
  where id = ? and lease_token = ? and lease_holder is not null returning lease_token`);
const watched = statement<{ count: number }>("crawl_watched", "select count(*) as count from crawls where installation_id = ? and watched = 1");

export function openCrawls(database: Database): Crawls {
  const turn: Turn = { last: -1 };
  return {
    list: (installationId, repositories, { now, seen }) => database.write(function* () {
      const at = milliseconds(now);
      for (const one of repositories.toSorted((first, second) => first.id - second.id)) yield* rows(list, one.id, JSON.stringify(one), installationId, at, milliseconds(seen), at);
      yield* rows(forget, installationId, at);
    }),
    installations: async () => (await database.read(() => rows(installations))).map(({ installation_id: id }) => id),
    repositories: async (installationId) => (await database.read(() => rows(repositoriesOf, installationId))).map(({ id }) => id),
    keepOnly: (installationIds) => database.write(function* () {
      const known = yield* rows(installations);
      for (const { installation_id: id } of known) if (!installationIds.includes(id)) yield* rows(forgetAll, id);
    }),
    claim: (request) => database.lease(function* () {
      const found = yield* claimRows(crawlLease, request, turn);
      return found.map((stored: CrawlRow & LeaseRow): ClaimedCrawl => ({ repository: Repository.parse(JSON.parse(stored.repository)), seen: timestamp(stored.seen_at), claim: claimOf(request, stored), attempts: stored.attempts }));
    }),
    settle: ({ repository, claim }, end) => database.write(function* (): Script<"settled" | "lease_lost"> {
      const stands = yield* row(settle, milliseconds(end.seen), milliseconds(end.due), end.watched ? 1 : 0, repository.id, claim.token);
      return stands === null ? "lease_lost" : "settled";
    }),
    postpone: ({ repository, claim }, due, fault) => database.write(() => postponeLease(crawlLease, { key: repository.id, token: claim.token }, { due, fault })),
    watched: async (installationId) => (await database.read(() => row(watched, installationId)))?.count ?? 0,
  };
}
