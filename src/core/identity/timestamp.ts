/** A moment, RFC 3339 in UTC, to the millisecond or second: `2026-11-20T21:30:00Z`. Core never reads a clock; moments are arguments. */
import { z } from "zod";

export const Timestamp = z.iso.datetime({ offset: false }).brand<"Timestamp">();
export type Timestamp = z.infer<typeof Timestamp>;

/** From milliseconds since 1970 (UTC). */
export function timestamp(milliseconds: number): Timestamp {
  return new Date(milliseconds).toISOString() as Timestamp;
}

export function milliseconds(at: Timestamp): number {
  return Date.parse(at);
}

export function after(at: Timestamp, seconds: number): Timestamp {
  return timestamp(milliseconds(at) + seconds * 1000);
}

/** `20261120_213000`, as identifiers carry it. */
export function compactTime(at: Timestamp): string {
  const [date = "", time = ""] = at.split("T");
  return `${date.replaceAll("-", "")}_${time.slice(0, 8).replaceAll(":", "")}`;
}
