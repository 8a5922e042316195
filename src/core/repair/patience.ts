/** When a repair is handed to a person: three refused moves, or 90 minutes without progress (mission.md, "The life of a repair"). */
import { milliseconds, type Timestamp } from "../identity/timestamp.ts";
import type { Decision } from "./decision.ts";
import { mendsNothing, type Repair } from "./repair.ts";

export const mostViolations = 3;
export const mostMinutesWithoutProgress = 90;

/** What rests is looked at every ten minutes (the sweep): where more passes between two looks, nobody was at work, and that time is not the repair's. In seconds. */
const LONGEST_BETWEEN_LOOKS = 1_200;
/** A step that was begun so often without coming to an end is as good as looked at: all of its time counts. */
const MOST_BEGUN = 8;

/**
 * Why patience is over, in plain words; null while it lasts. A pull request that waits for people, and a repair that a budget holds back, are not without progress.
 * `begun`: how often its step was begun since it last came to an end, this time included.
 */
export function patienceOver(repair: Repair, now: Timestamp, begun = 1): string | null {
  if (mendsNothing(repair)) return null;
  if (repair.violations >= mostViolations) return `${repair.violations} moves were refused`;
  if (!isToMove(repair)) return null;
  const minutes = (begun > MOST_BEGUN ? Math.max(0, secondsFrom(repair.progressed_at, now)) : secondsStill(repair, now)) / 60;
  return minutes >= mostMinutesWithoutProgress ? `nothing moved for ${Math.floor(minutes)} minutes` : null;
}

/** After a look: for how long the repair has stood still under somebody's eyes. Where the look moved it, it begins anew. */
export function withStillness(before: Repair, decision: Decision, at: Timestamp): Decision {
  const { stood_still: _, ...repair } = decision.repair;
  const stands = repair.progressed_at === before.progressed_at && repair.step !== "closed" && !mendsNothing(repair) && isToMove(repair);
  return { ...decision, repair: stands ? { ...repair, stood_still: { seconds: Math.round(secondsStill(before, at)), at } } : repair };
}

function isToMove(repair: Repair): boolean {
  return repair.held_by === null && repair.status !== "waiting_approval" && !(repair.step === "gate" && repair.offer?.number != null);
}

function secondsStill({ stood_still, progressed_at }: Repair, now: Timestamp): number {
  const { seconds, at } = stood_still ?? { seconds: 0, at: progressed_at };
  return seconds + Math.min(LONGEST_BETWEEN_LOOKS, Math.max(0, secondsFrom(at, now)));
}

function secondsFrom(at: Timestamp, now: Timestamp): number {
  return (milliseconds(now) - milliseconds(at)) / 1000;
}
