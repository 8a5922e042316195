/** What the ledger swears of a change of standing, whoever gave it: what was counted, a person, or a replay. Pure. */
import { z } from "zod";
import { Digest } from "../../identity/digest-schema.ts";
import type { LedgerEntry } from "../../ledger/entry.ts";
import { Standing } from "./standing.ts";

/** Each of the three has more beside it. `by`: the person who gave it; null or not given: nobody did. */
export const SwornStanding = z.object({ skill: z.string(), version: z.string(), digest: Digest, from: Standing, to: Standing, reason: z.string(), by: z.string().nullish() });
export type SwornStanding = z.infer<typeof SwornStanding>;

export interface StandingEntry { readonly entry: Pick<LedgerEntry, "seq" | "at">; readonly change: SwornStanding }

/** In the order of the entries; those of other kinds are left out. */
export function swornStandings(entries: readonly LedgerEntry[]): readonly StandingEntry[] {
  return entries.flatMap((entry) => {
    const change = entry.kind === "standing_changed" ? SwornStanding.safeParse(entry.payload) : null;
    return change?.success === true ? [{ entry, change: change.data }] : [];
  });
}
