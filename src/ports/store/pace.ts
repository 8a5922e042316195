import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { WrittenAt } from "../../core/pace/content-limits.ts";

/** GitHub's limits of each installation, shared by all processes and kept across restarts. Seconds are those still to be waited; 0: now. */
export interface Pace {
  /** GitHub asked us to send nothing until then; a later moment stands, an earlier one changes nothing. */
  pause(installationId: number, until: Timestamp): Promise<void>;
  /** Those that still stand. */
  pauses(now: Timestamp): Promise<readonly { readonly installationId: number; readonly until: Timestamp }[]>;
  /** What each installation wrote within the hour, as it is counted. */
  written(now: Timestamp): Promise<ReadonlyMap<number, readonly WrittenAt[]>>;
  secondsToWait(installationId: number, now: Timestamp): Promise<number>;
  /** Counts one request that writes, where GitHub's limits leave room for it (0); else nothing is counted. */
  takeRoom(installationId: number, now: Timestamp): Promise<number>;
}
