/** What the skills have earned in a repository: from the store of the command line, where there is one, or from the one that is named. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { openSkillStore } from "../../adapters/store/open-skill-store.ts";
import type { RepositoryName } from "../../core/identity/identifier.ts";
import type { SkillRecords } from "../../ports/store/skill-records.ts";
import type { Io } from "../command.ts";
import { noHistory, type SkillHistory, type SkillTotals } from "../../core/skill/standing/skill-history.ts";

export interface Earned { readonly history: SkillHistory; readonly totals: readonly SkillTotals[] }

export interface EarnedPlace { readonly repo: RepositoryName; /** Of how many of the latest executions. */ readonly window: number }

/** `state`: the folder of the command line; null or without a database: nothing was earned yet. Faults: those of the store. */
export async function readEarned({ state, ...place }: EarnedPlace & { readonly state: string | null }): Promise<Earned> {
  const path = state === null ? null : join(state, "regreen.db");
  if (path === null || !existsSync(path)) return { history: noHistory, totals: [] };
  const store = await openSkillStore({ path, clock: systemClock });
  try {
    return await earnedOf(store.skillRecords, place);
  } finally {
    await store.close();
  }
}

/** From the store that an App writes to: a SQLite file or a PostgreSQL URL, which is there already (UsageError). */
export async function readEarnedFrom(database: string, { io, ...place }: EarnedPlace & { readonly io: Pick<Io, "environment" | "directory"> }): Promise<Earned> {
  // Loaded only here: the store of the App has more rooms than that of the command line.
  const { openLedgerStore } = await import("../ledger/open-ledger-store.ts");
  const { store } = await openLedgerStore(database, io);
  try {
    return await earnedOf(store.skillRecords, place);
  } finally {
    await store.close();
  }
}

async function earnedOf(records: SkillRecords, { repo, window }: EarnedPlace): Promise<Earned> {
  const [history, totals] = await Promise.all([records.history({ repo, most: window }), records.totals({ repo })]);
  return { history, totals };
}
