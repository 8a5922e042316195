/** What the crawler asks of GitHub: where the App is installed, what lies there, and what failed. */
import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import { RepositoryName } from "../../../core/identity/identifier.ts";
import type { Repository } from "../../../core/repair/repair.ts";
import type { CrawlReader } from "../../../ports/github.ts";
import { parsed } from "../answer.ts";
import type { Client, PageNumber, Reply } from "../client.ts";
import { PER_PAGE } from "../pages.ts";
import { readPermissions } from "../permissions.ts";
import { Moment } from "./shapes.ts";
import { readFailedRuns } from "./workflow-run.ts";

/** https://docs.github.com/rest/apps/apps#list-installations-for-the-authenticated-app */
const InstallationsPage = z.array(z.object({ id: z.int().positive(), suspended_at: Moment.nullish() }));

/** https://docs.github.com/rest/apps/installations#list-repositories-accessible-to-the-app-installation */
const RepositoriesPage = z.object({
  repositories: z.array(z.object({ id: z.int().positive(), full_name: RepositoryName, default_branch: z.string().min(1), archived: z.boolean().nullish(), disabled: z.boolean().nullish() })),
}).transform((page) => page.repositories);

export function createCrawlReader(client: Client): CrawlReader {
  return {
    async installations() {
      const all = await readAll("GET /app/installations", InstallationsPage, (page) => client.installations(page));
      return all.filter(({ suspended_at }) => suspended_at == null).map(({ id }) => id);
    },
    async repositoriesOf(installationId) {
      const all = await readAll("GET /installation/repositories", RepositoriesPage, (page) => client.repositoriesOf(installationId, page));
      return all.filter(({ archived, disabled }) => archived !== true && disabled !== true)
        .map(({ id, full_name, default_branch }): Repository => ({ id, name: full_name, installation_id: installationId, default_branch }));
    },
    failedRuns: async (repository, created, most) => readFailedRuns(client.session(repository, readPermissions), created, most),
  };
}

/** 50,000 entries: an organisation may have more repositories than anybody makes of other things. */
const MOST_PAGES = 500;

async function readAll<T>(operation: string, schema: z.ZodType<readonly T[]>, ask: (page: PageNumber) => Promise<Reply>): Promise<readonly T[]> {
  const all: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const elements = parsed(schema, (await ask({ page, per_page: PER_PAGE })).data, operation);
    all.push(...elements);
    if (elements.length < PER_PAGE) return all;
  }
  throw new Fault("github-invalid", { detail: `${operation}: more than ${MOST_PAGES * PER_PAGE} entries` });
}
