import { setTimeout as wait } from "node:timers/promises";
import { timestamp } from "../../core/identity/timestamp.ts";
import type { Clock } from "../../ports/clock.ts";

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => timestamp(Date.now()),
  async sleep(seconds, signal) {
    await wait(seconds * 1000, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  },
};
