import { setTimeout as wait } from "node:timers/promises";
import { timestamp } from "../../core/identity/timestamp.ts";
import type { Clock } from "../../ports/clock.ts";
import { steadyTime } from "./steady-clock.ts";

const time = steadyTime({ wall: Date.now, monotonic: () => performance.now() });

/** The machine's own clock; set while the process runs, it is followed slowly. */
export const systemClock: Clock = {
  now: () => timestamp(time()),
  async sleep(seconds, signal) {
    await wait(seconds * 1000, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  },
};
