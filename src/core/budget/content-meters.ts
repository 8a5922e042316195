/** What an installation has written lately, of what GitHub takes (core/pace/content-limits.ts): every repository of the account shares it. Pure. */
import { milliseconds, timestamp, type Timestamp } from "../identity/timestamp.ts";
import { roomUnder, type ContentLimitName, type WrittenAt } from "../pace/content-limits.ts";
import type { Meter } from "./meters.ts";

const units = { writes_per_minute: "writes to GitHub in a minute", writes_per_hour: "writes to GitHub in an hour" } as const satisfies Record<ContentLimitName, string>;

/** `pausedUntil`: GitHub asked us to send nothing until then; null: it did not. */
export function contentMeters(written: readonly WrittenAt[], pausedUntil: Timestamp | null, now: Timestamp): readonly Meter<ContentLimitName>[] {
  const at = milliseconds(now);
  return (Object.keys(units) as ContentLimitName[]).map((budget) => {
    const { spent, limit, seconds } = roomUnder(budget, written, at);
    const room = Math.max(at + seconds * 1000, pausedUntil === null ? 0 : milliseconds(pausedUntil));
    const why = pausedUntil === null ? `GitHub takes ${limit} of them from an account, and ${spent} were sent` : "GitHub asked for a pause";
    return { budget, spent, limit, unit: units[budget], frees_at: room > at ? timestamp(room) : null, stop: room > at ? `${why}: writing goes on by itself, nothing is lost` : null };
  });
}
