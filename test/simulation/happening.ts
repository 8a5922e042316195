/** What may happen in a story, by name: how many seeds each happened in says whether it is drawn often enough. */
import type { Act } from "./act.ts";
import type { Draw } from "./draw.ts";

export const happenings = [
  "killed before a call", "killed after a call", "process paused past its lease", "database gone", "database gone, answer lost", "disk full", "GitHub slow",
  "GitHub 500, nothing done", "GitHub 502, done all the same", "connection cut, nothing done", "connection cut, done all the same",
  "403 secondary limit with its time", "403 secondary limit without a time", "429", "422", "409", "clock set forward", "clock set back", "outage", "outage of 4.5 h",
  "two workers", "new runs listed late", "crawler looking", "first delivery lost", "delivery lost", "delivery doubled", "delivery late", "delivery late by hours",
] as const;
export type Happening = (typeof happenings)[number];

export function happeningOf(act: Act): Happening {
  switch (act.kind) {
    case "kill": return act.when === "before" ? "killed before a call" : "killed after a call";
    case "pause": return "process paused past its lease";
    case "database-gone": return act.how === "refused" ? "database gone" : "database gone, answer lost";
    case "disk-full": return "disk full";
    case "github-slow": return "GitHub slow";
    case "clock-set": return act.seconds > 0 ? "clock set forward" : "clock set back";
    case "outage": return act.seconds > 3600 ? "outage of 4.5 h" : "outage";
    case "github": return ofGitHub(act);
    default: return act satisfies never;
  }
}

function ofGitHub({ status, when, headers }: Extract<Act, { readonly kind: "github" }>): Happening {
  switch (status) {
    case 0: return when === "before" ? "connection cut, nothing done" : "connection cut, done all the same";
    case 403: return headers["retry-after"] === undefined ? "403 secondary limit without a time" : "403 secondary limit with its time";
    case 409: return "409";
    case 422: return "422";
    case 429: return "429";
    default: return when === "before" ? "GitHub 500, nothing done" : "GitHub 502, done all the same";
  }
}

/** What the draw itself says, beside the acts. */
export function happeningsOf({ workers, listLag, crawls, firstLost }: Draw): readonly Happening[] {
  return [...(workers > 1 ? ["two workers"] as const : []), ...(listLag > 0 ? ["new runs listed late"] as const : []), ...(crawls ? ["crawler looking"] as const : []), ...(firstLost ? ["first delivery lost"] as const : [])];
}

/** Of one delivery, by the seconds after which it arrives. */
export function happeningsOfDelivery(arrivals: readonly number[]): readonly Happening[] {
  const [first] = arrivals;
  if (first === undefined) return ["delivery lost"];
  return [...(arrivals.length > 1 ? ["delivery doubled"] as const : []), ...(first > 3600 ? ["delivery late by hours"] as const : first >= 60 ? ["delivery late"] as const : [])];
}
