/** Limits of GitHub (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api): how long to wait, and not asking meanwhile. */

/** An answer of 403 or 429 with what it says about waiting: seconds, requests left, and the end of the window in seconds since 1970. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly retryAfter: number | null;
  readonly remaining: number | null;
  readonly reset: number | null;
}

/** GitHub asks for at least a minute where a secondary limit names no time. */
const LEAST_SECONDS = 60;
const MOST_SECONDS = 3600;

/** Seconds to wait, 1 to 3,600; null when the refusal is not about a limit. A window that ended in the past counts as a minute. */
export function retryAfterSeconds(refusal: Refusal, now: number): number | null {
  const { status, message, retryAfter, remaining, reset } = refusal;
  if (status !== 403 && status !== 429) return null;
  const limited = status === 429 || retryAfter !== null || remaining === 0 || /rate limit|abuse detection/i.test(message);
  if (!limited) return null;
  const windowEnds = remaining === 0 && reset !== null ? reset - Math.floor(now / 1000) : null;
  const named = retryAfter ?? (windowEnds !== null && windowEnds > 0 ? windowEnds + 1 : LEAST_SECONDS);
  return Math.min(MOST_SECONDS, Math.max(/secondary|abuse/i.test(message) ? LEAST_SECONDS : 1, named));
}

/** Remembers, per installation, until when GitHub asked us to wait (milliseconds): nothing is sent before. */
export interface RateLimits {
  /** Seconds still to wait; 0 when there is no limit. */
  remaining(installation: number, now: number): number;
  note(installation: number, until: number): void;
}

/** What was known before, and where what is noted is kept (`keep` must not throw). */
export interface LimitMemory {
  readonly known: readonly { readonly installation: number; readonly until: number }[];
  readonly keep: (installation: number, until: number) => void;
}

const forgetful: LimitMemory = { known: [], keep: () => undefined };

export function createRateLimits({ known, keep }: LimitMemory = forgetful): RateLimits {
  const until = new Map(known.map((one) => [one.installation, one.until]));
  return {
    remaining(installation, now) {
      const end = until.get(installation) ?? 0;
      if (end <= now) until.delete(installation);
      return Math.max(0, Math.ceil((end - now) / 1000));
    },
    note(installation, end) {
      until.set(installation, Math.max(end, until.get(installation) ?? 0));
      keep(installation, end);
    },
  };
}
