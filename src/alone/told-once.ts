/** Says each announcement once in a job, however often the job begins its record anew: what stands in a chat cannot be looked at before it is written. */
import type { Receipt } from "../core/repair/effect.ts";
import type { Announcer } from "../ports/announcer.ts";

/** A repair that this job opens has another id in its next try: what is told is known by its failure and by where it leads. */
export function toldOnce(announcer: Announcer): Announcer {
  const told = new Map<string, Receipt>();
  return {
    async announce(repository, asked) {
      const { channel, announced, fingerprint, link, repair } = asked;
      const key = JSON.stringify([channel, announced, fingerprint, link ?? repair]);
      const before = told.get(key);
      if (before !== undefined) return before;
      const receipt = await announcer.announce(repository, asked);
      told.set(key, receipt);
      return receipt;
    },
  };
}
