/** Tells people what was red lately: reads the record, and keeps one issue up to date. The record is not written. */
import { join } from "node:path";
import { systemClock } from "../adapters/clock/system-clock.ts";
import { createClient } from "../adapters/github/client.ts";
import { openStateBranch } from "../adapters/github/state-branch.ts";
import { createWriter } from "../adapters/github/writer/create-writer.ts";
import { Fault } from "../core/fault/fault.ts";
import { after, type Timestamp } from "../core/identity/timestamp.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { Store } from "../ports/store.ts";
import type { Alone } from "./at-work.ts";
import { failureReport, REPORT_DAYS, REPORT_MARK, type SeenFailure } from "./failure-report.ts";
import { openKeptStore } from "./kept-store.ts";

const MOST_FAILURES = 50;
const MOST_OCCURRENCES = 1_000;
const MOST_REPAIRS = 500;

export interface Reported { readonly text: string; readonly url: string }

/** Faults of GitHub, and of the record (`store-unavailable`, `store-newer`). */
export async function reportFailures({ client: options, repository, folder }: Alone): Promise<Reported> {
  const client = createClient(options);
  const { bytes } = await openStateBranch(client, repository).read();
  const store = await openKeptStore(join(folder, "regreen.db"), bytes, systemClock);
  try {
    const [seen, repairs] = await Promise.all([seenSince(store, repository, after(systemClock.now(), -REPORT_DAYS * 86_400)), store.repairs.list({ repositoryId: repository.id, most: MOST_REPAIRS })]);
    const text = failureReport(seen, repairs);
    const receipt = await createWriter(client, store.evidence).perform(repository, { kind: "upsert_issue", marker: REPORT_MARK, title: "What was red lately", body: text, labels: [], state: "open" });
    if (receipt.kind !== "upsert_issue") throw new Fault("github-forbidden", { detail: receipt.kind === "refused" ? receipt.message : "the issue was not written" });
    return { text, url: receipt.url };
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
