/** What the App's store says about log sources: how far they are, and which failures were seen in their repositories. Without a store: nothing. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { LogSource } from "../../core/log-source/source.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { Io } from "../command.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { stateFolder } from "../state-folder.ts";

export interface Known { readonly observers: readonly Repair[]; readonly fingerprints: ReadonlyMap<string, ReadonlySet<string>> }

const MOST_FINGERPRINTS = 10_000;

export async function whatIsKnown(sources: readonly LogSource[], database: string | undefined, io: Io): Promise<Known> {
  const named = database ?? io.environment["DATABASE_URL"];
  if (named === undefined && !existsSync(join(stateFolder(io.environment), "regreen.db"))) return { observers: [], fingerprints: new Map() };
  const { store } = await openLedgerStore(database, io);
  try {
    const repositories = [...new Set(sources.map(({ repository }) => repository))];
    const fingerprints = await Promise.all(repositories.map(async (repo) => [repo, new Set((await store.history.summaries({ repo, most: MOST_FINGERPRINTS })).map(({ fingerprint }) => fingerprint))] as const));
    return { observers: await store.repairs.observing(), fingerprints: new Map(fingerprints) };
  } finally {
    await store.close();
  }
}
