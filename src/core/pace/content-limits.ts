/**
 * How many requests that write GitHub takes of one installation, and how many seconds are to be waited when there is no room.
 * Source: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits (80 a minute, 500 an hour).
 */
export interface WrittenAt {
  /** Milliseconds: the beginning of a span of `SPAN_MILLISECONDS` in which so many were written. */
  readonly from: number;
  readonly count: number;
}

/** Writes are counted in spans of so long, and a span counts as if all of it were written at its end: never more than the limit, in whatever minute is looked at. */
export const SPAN_MILLISECONDS = 5_000;

interface Limit { readonly milliseconds: number; readonly most: number }

const limits = { writes_per_minute: { milliseconds: 60_000, most: 80 }, writes_per_hour: { milliseconds: 3_600_000, most: 500 } } as const satisfies Record<string, Limit>;
export type ContentLimitName = keyof typeof limits;

/** So long back writes are remembered. */
export const REMEMBERED_MILLISECONDS = 3_600_000 + SPAN_MILLISECONDS;

/** Seconds until one more request may write; 0: now. */
export function secondsUntilRoom(written: readonly WrittenAt[], now: number): number {
  return Math.max(0, ...Object.values(limits).map((limit) => secondsUnder(limit, written, now)));
}

/** What was written of one limit, and the seconds until there is room; 0: now. */
export function roomUnder(name: ContentLimitName, written: readonly WrittenAt[], now: number): { readonly spent: number; readonly limit: number; readonly seconds: number } {
  const limit = limits[name];
  return { spent: within(limit, written, now).reduce((sum, { count }) => sum + count, 0), limit: limit.most, seconds: secondsUnder(limit, written, now) };
}

function within({ milliseconds }: Limit, written: readonly WrittenAt[], now: number): readonly WrittenAt[] {
  return written.filter(({ from }) => from + SPAN_MILLISECONDS + milliseconds > now).toSorted((one, other) => one.from - other.from);
}

function secondsUnder(limit: Limit, written: readonly WrittenAt[], now: number): number {
  const { milliseconds, most } = limit;
  const counted = within(limit, written, now);
  let left = counted.reduce((sum, { count }) => sum + count, 0);
  if (left < most) return 0;
  for (const { from, count } of counted) {
    left -= count;
    if (left < most) return (from + SPAN_MILLISECONDS + milliseconds - now) / 1000;
  }
  return milliseconds / 1000;
}
