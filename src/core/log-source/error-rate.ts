/** Whether a service answers with status 500 or more for long (row D11): look after look, over so many minutes and requests. */
import { milliseconds, type Timestamp } from "../identity/timestamp.ts";
import type { CountedLook } from "./observation.ts";
import type { ErrorRate } from "./source.ts";

/** `looks`: oldest first, the present one the last. Null: it does not last, or not yet. Looks without requests say nothing. */
export function lastingErrors(looks: readonly CountedLook[], { share, minutes, requests }: ErrorRate, at: Timestamp): string | null {
  const telling = looks.filter(({ total }) => total > 0);
  const good = telling.findLastIndex(({ total, failed }) => failed / total < share);
  const bad = telling.slice(good + 1);
  const [first] = bad;
  if (first === undefined || first === bad.at(-1)) return null;
  const passed = (milliseconds(at) - milliseconds(first.at)) / 60_000;
  const [total, failed] = [bad.reduce((sum, look) => sum + look.total, 0), bad.reduce((sum, look) => sum + look.failed, 0)];
  if (passed < minutes || total < requests) return null;
  return `${failed} of ${total} requests (${Math.round((failed / total) * 100)} %) were answered with status 500 or more over ${Math.floor(passed)} minutes`;
}
