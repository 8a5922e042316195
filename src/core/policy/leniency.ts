/** Rules whose answer does not count: waived by a person for a time, or at a gate that only observes. Facts are looked at and told all the same. */
import { z } from "zod";
import { milliseconds, type Timestamp } from "../identity/timestamp.ts";
import type { Rule } from "./load-pack.ts";
import type { Stage } from "./stage.ts";

/** As the configuration names it: on the default branch, so that whoever may change that branch has agreed. */
export const Waiver = z.strictObject({
  /** The rule's id. */
  rule: z.string().min(1).max(100),
  /** The one pull request that it is for; omitted: every one. */
  pull: z.int().positive().optional(),
  /** Why, for those who read the verdict. */
  reason: z.string().min(10).max(500),
  /** Who answers for it. */
  by: z.string().regex(/^[A-Za-z0-9-]{1,39}$/),
  /** The day after which it is void, UTC. */
  until: z.iso.date(),
});
export type Waiver = z.infer<typeof Waiver>;

export interface Leniency {
  readonly waivers: readonly Waiver[];
  /** Named gates that only observe here. */
  readonly observed: readonly Stage[];
  readonly pull: number;
  readonly at: Timestamp;
}

const DAY_MILLISECONDS = 86_400_000;

/** Packs of the organisation are named so: a repository cannot waive their rules. */
export const ORGANISATION = "organisation/";

/** Said of a rule whose named gate only observes. */
export const OBSERVED = "only observed here, not enforced";

/** Why the rule's answer does not count, in plain words; null: it counts. Only a rule that its pack calls waivable is waived. */
export function setAside({ id, waivable, stage }: Rule, pack: string, leniency: Leniency | undefined): string | null {
  if (leniency === undefined) return null;
  const waiver = waivable && !pack.startsWith(ORGANISATION) ? standingWaiver(id, leniency) : null;
  if (waiver !== null) return `waived until ${waiver.until} by ${waiver.by}: ${waiver.reason}`;
  return leniency.observed.includes(stage) ? OBSERVED : null;
}

function standingWaiver(rule: string, leniency: Leniency): Waiver | null {
  return leniency.waivers.find((waiver) => waiver.rule === rule && holds(waiver, leniency)) ?? null;
}

/** A waiver holds to the end of its day, and for its pull request alone. */
function holds({ until, pull }: Waiver, leniency: Pick<Leniency, "pull" | "at">): boolean {
  return milliseconds(leniency.at) < Date.parse(`${until}T00:00:00Z`) + DAY_MILLISECONDS && (pull === undefined || pull === leniency.pull);
}

/** Waivers that were used: the verdict's rules that one of them set aside. For the ledger. */
export function usedWaivers(rules: readonly { readonly rule: string; readonly set_aside: string | null }[], leniency: Leniency): readonly Waiver[] {
  const waived = rules.filter(({ set_aside }) => set_aside?.startsWith("waived ") === true).map(({ rule }) => rule);
  return leniency.waivers.filter((waiver) => waived.includes(waiver.rule) && holds(waiver, leniency));
}
