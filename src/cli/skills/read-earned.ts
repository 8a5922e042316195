/** What the skills have earned here: from the store that the command line or the App writes to, where there is one. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { openSkillStore } from "../../adapters/store/open-skill-store.ts";
import type { RepositoryName } from "../../core/identity/identifier.ts";
import { noHistory, type SkillHistory, type SkillTotals } from "../../core/skill/standing/skill-history.ts";

export interface Earned { readonly history: SkillHistory; readonly totals: readonly SkillTotals[] }

/** `state`: the folder of the command line; null or without a database: nothing was earned yet. Faults: those of the store. */
export async function readEarned(place: { readonly state: string | null; readonly repo: RepositoryName; readonly window: number }): Promise<Earned> {
  const path = place.state === null ? null : join(place.state, "regreen.db");
  if (path === null || !existsSync(path)) return { history: noHistory, totals: [] };
  const store = await openSkillStore({ path, clock: systemClock });
  try {
    const [history, totals] = await Promise.all([store.skillRecords.history({ repo: place.repo, most: place.window }), store.skillRecords.totals({ repo: place.repo })]);
    return { history, totals };
  } finally {
    await store.close();
  }
}
