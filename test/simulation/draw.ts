/** What a seed says: which story, how many workers, and what goes wrong. */
import type { Act, DeliveryFate } from "./act.ts";
import type { Call } from "./process.ts";
import { chanceOf, type Chance } from "./random.ts";
import { playbill, plots, type Plot } from "./plot.ts";

export interface Draw {
  readonly seed: number;
  readonly plot: Plot;
  readonly workers: 1 | 2;
  /** By the number of the call that they strike, counted from 1 over all workers. */
  readonly acts: ReadonlyMap<number, readonly Act[]>;
  /** For how many seconds lists of runs do not show a new one. */
  readonly listLag: number;
  readonly fate: (mustArrive: boolean) => DeliveryFate;
  /** Whether the crawler looks for what no delivery told; only then may the delivery that tells of the red run be lost. */
  readonly crawls: boolean;
  /** The very first delivery never comes; only where the crawler looks. */
  readonly firstLost: boolean;
  /** What strikes a call for what it is, beside `acts`: for stories that are set up and not drawn. */
  readonly scene?: (call: Call) => readonly Act[];
}

export function drawOf(seed: number): Draw {
  const chance = chanceOf(seed, 1);
  const plot = playbill[seed % playbill.length] ?? plots[0];
  const acts = new Map<number, readonly Act[]>();
  for (let left = chance.number(1, 4); left > 0; left -= 1) {
    const call = chance.number(1, plot.calls);
    acts.set(call, [...acts.get(call) ?? [], actOf(chance)]);
  }
  const deliveries = chanceOf(seed, 2);
  // What came in while nobody was there is found by looking, or not at all.
  const crawls = [...acts.values()].flat().some(({ kind }) => kind === "outage") || chance.happens(0.2);
  return { seed, plot, workers: chance.happens(0.5) ? 2 : 1, acts, listLag: chance.happens(0.3) ? chance.number(1, 15) : 0, fate: (mustArrive) => fateOf(deliveries, mustArrive), crawls, firstLost: crawls && chance.happens(0.4) };
}

/** Nothing goes wrong, and everything takes the same time. */
export function undisturbed(plot: Plot): Draw {
  return { seed: 0, plot, workers: 1, acts: new Map(), listLag: 0, fate: () => ({ arrivals: [0.2] }), crawls: false, firstLost: false };
}

function actOf(chance: Chance): Act {
  switch (chance.number(0, 12)) {
    case 0: case 1: case 2: case 3: return { kind: "kill", when: chance.one(["before", "after"]), restartSeconds: chance.number(0, 20) };
    case 4: return { kind: "pause", seconds: chance.number(35, 180) };
    case 5: return { kind: "database-gone", seconds: chance.number(1, 90), how: chance.one(["refused", "answer-lost"]) };
    case 6: return { kind: "disk-full", seconds: chance.number(1, 90) };
    case 7: return { kind: "github-slow", seconds: chance.number(2, 25) };
    case 8: return { kind: "clock-set", seconds: chance.one([-3600, 3600]) };
    case 9: return { kind: "outage", seconds: chance.one([600, HOURS_LATE * 3600]) };
    default: return gitHubAct(chance);
  }
}

function gitHubAct(chance: Chance): Act {
  const act = (when: "before" | "after", status: number, message: string, headers: Readonly<Record<string, string>> = {}): Act => ({ kind: "github", when, status, message, headers });
  switch (chance.number(0, 7)) {
    case 0: return act("before", 500, "Server Error");
    case 1: case 2: return act("after", 502, "Bad Gateway");
    case 3: return act("before", 0, "other side closed");
    case 4: return act("after", 0, "other side closed");
    case 5: return act("before", 403, "You have exceeded a secondary rate limit", chance.happens(0.5) ? { "retry-after": String(chance.number(1, 72)) } : {});
    case 6: return act("before", 429, "API rate limit exceeded", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" });
    case 7: return chance.happens(0.5) ? act("before", 422, "Validation Failed") : act("before", 409, "Git Repository is empty.");
    default: return act("before", 409, "Git Repository is empty.");
  }
}

/** GitHub has been that late. One delivery in two hundred is late by hours: a story that waits for it takes several times as long to simulate. */
const HOURS_LATE = 4.5;

function fateOf(chance: Chance, mustArrive: boolean): DeliveryFate {
  const soon = (): number => chance.number(50, 5000) / 1000;
  const drawn = chance.number(0, 199);
  if (drawn < 20) return { arrivals: [soon(), soon(), chance.number(10, 300)] };
  if (drawn < 21) return { arrivals: [chance.number(60, HOURS_LATE * 3600)] };
  if (drawn < 36) return { arrivals: [chance.number(60, 900)] };
  return { arrivals: drawn < 52 && !mustArrive ? [] : [soon()] };
}
