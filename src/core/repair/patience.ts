/** When a repair is handed to a person: three refused moves, or 90 minutes without progress (mission.md, "The life of a repair"). */
import { milliseconds, type Timestamp } from "../identity/timestamp.ts";
import { mendsNothing, type Repair } from "./repair.ts";

export const mostViolations = 3;
export const mostMinutesWithoutProgress = 90;

/** Why patience is over, in plain words; null while it lasts. A pull request that waits for people, and a repair that a budget holds back, are not without progress. */
export function patienceOver(repair: Repair, now: Timestamp): string | null {
  if (mendsNothing(repair)) return null;
  if (repair.violations >= mostViolations) return `${repair.violations} moves were refused`;
  if (repair.held_by !== null || repair.status === "waiting_approval") return null;
  const waitsForPeople = repair.step === "gate" && repair.offer?.number != null;
  const minutes = (milliseconds(now) - milliseconds(repair.progressed_at)) / 60_000;
  return !waitsForPeople && minutes >= mostMinutesWithoutProgress ? `nothing moved for ${Math.floor(minutes)} minutes` : null;
}
