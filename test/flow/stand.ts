/** The stand as tests use it: the machine's clock travels along with the stand's, since GitHub's limits are kept by it. */
import { jest } from "@jest/globals";
import { serveOnLoopback, type Stand, type StandOptions } from "./serve-on-loopback.ts";
import { createTravellingClock } from "./travelling-clock.ts";

export type { Stand };

/** A story is many requests and git processes: on a busy machine it takes longer than jest's five seconds. */
jest.setTimeout(60_000);

export async function openStand(options?: StandOptions): Promise<Stand> {
  const clock = createTravellingClock();
  jest.spyOn(Date, "now").mockImplementation(() => clock.milliseconds());
  const stand = await serveOnLoopback(clock, options);
  return {
    ...stand,
    async close() {
      await stand.close();
      jest.restoreAllMocks();
    },
  };
}
