/** What was red lately, read from the record. */
import { join } from "node:path";
import { systemClock } from "../adapters/clock/system-clock.ts";
import { createClient } from "../adapters/github/client.ts";
import { openStateBranch } from "../adapters/github/state-branch.ts";
import { after, type Timestamp } from "../core/identity/timestamp.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { Store } from "../ports/store/store.ts";
import type { Alone } from "./at-work.ts";
import { failureReport, REPORT_DAYS, type SeenFailure } from "./failure-report.ts";
import { openKeptStore } from "./kept-store.ts";

const MOST_FAILURES = 50;
const MOST_OCCURRENCES = 1_000;
const MOST_REPAIRS = 500;

/** Out: Markdown. Faults of GitHub, and of the record (`store-unavailable`, `store-newer`). */
export async function readReport({ client, repository, folder }: Alone): Promise<string> {
  const { bytes } = await openStateBranch(createClient(client), repository).read();
  const store = await openKeptStore(join(folder, "regreen.db"), bytes, systemClock);
  try {
    const seen = await seenSince(store, repository, after(systemClock.now(), -REPORT_DAYS * 86_400));
    return failureReport(seen, await store.repairs.list({ repositoryId: repository.id, most: MOST_REPAIRS }));
  } finally {
    await store.close();
  }
}

async function seenSince({ history }: Store, { id, name }: Repository, since: Timestamp): Promise<readonly SeenFailure[]> {
  const summaries = (await history.summaries({ repo: name, most: MOST_FAILURES })).filter(({ last_seen }) => last_seen >= since);
  return Promise.all(summaries.map(async (summary) => {
    const occurrences = await history.occurrences({ repositoryId: id, fingerprint: summary.fingerprint, most: MOST_OCCURRENCES });
    return { summary, count: occurrences.filter(({ seen_at }) => seen_at >= since).length };
  }));
}
