/**
 * Alert rules on fingerprints (row D7), pure: `new` (never seen in the repository, and now on its default branch), `spike` (more often than it used to be), `sustained` (red on the
 * default branch for long). Each is off unless the repository asks for it.
 */
import { milliseconds } from "../identity/timestamp.ts";
import { earlier, redSince, type Moment, type Past } from "./past.ts";
import { rateRose } from "./rate-rose.ts";

export type AlertRule = "new" | "spike" | "sustained";

export interface Alert {
  readonly rule: AlertRule;
  /** Why it fires, as a sentence. */
  readonly because: string;
}

export interface AlertFacts {
  readonly past: Past;
  readonly fingerprint: string;
  readonly moment: Moment;
  readonly defaultBranch: string;
  /** Name of the log source that shows it; not given: a run does. */
  readonly source?: string;
}

const HOUR = 3_600_000;
/** The rate now is that of the last 6 hours, compared with that of the 7 days before them. */
const NOW_HOURS = 6;
const BEFORE_HOURS = 7 * 24;
/** `sustained`: so long and so many runs without a green one between. */
const SUSTAINED_HOURS = 4;
const SUSTAINED_RUNS = 3;

/** In the order of the rules; several may hold at once. */
export function judgeAlerts(facts: AlertFacts): readonly Alert[] {
  return [...isNew(facts), ...isSpike(facts), ...isSustained(facts)];
}

function isNew({ past, fingerprint, moment, defaultBranch }: AlertFacts): readonly Alert[] {
  if (moment.branch !== defaultBranch || earlier(past, fingerprint, moment).length > 0) return [];
  return [{ rule: "new", because: "it was not seen in this repository before" }];
}

function isSpike({ past, fingerprint, moment, source }: AlertFacts): readonly Alert[] {
  const ages = distinctRuns(past, fingerprint, moment).map(({ seen_at }) => (milliseconds(moment.at) - milliseconds(seen_at)) / HOUR);
  const now = 1 + ages.filter((age) => age < NOW_HOURS).length;
  const before = ages.filter((age) => age >= NOW_HOURS && age < NOW_HOURS + BEFORE_HOURS).length;
  // A failure that was never seen earlier has no rate that could have risen: that is the rule `new`.
  if (before === 0 || !rateRose({ count: now, hours: NOW_HOURS }, { count: before, hours: BEFORE_HOURS })) return [];
  return [{ rule: "spike", because: `it was seen in ${String(now)} ${source === undefined ? "runs" : "looks"} in the last ${String(NOW_HOURS)} hours, and in ${String(before)} in the ${String(BEFORE_HOURS / 24)} days before` }];
}

function isSustained({ past, fingerprint, moment, defaultBranch, source }: AlertFacts): readonly Alert[] {
  if (moment.branch !== defaultBranch) return [];
  const since = redSince(past, fingerprint, moment);
  const hours = (milliseconds(moment.at) - milliseconds(since)) / HOUR;
  const runs = 1 + distinctRuns(past, fingerprint, moment).filter(({ branch, seen_at }) => branch === moment.branch && seen_at >= since).length;
  if (hours < SUSTAINED_HOURS || runs < SUSTAINED_RUNS) return [];
  if (source !== undefined) return [{ rule: "sustained", because: `${source} has shown it in ${String(runs)} looks over ${String(Math.floor(hours))} hours, with no quiet of two hours between` }];
  return [{ rule: "sustained", because: `${defaultBranch} has failed for it in ${String(runs)} runs over ${String(Math.floor(hours))} hours, with no green run between` }];
}

/** One sighting for each earlier run, however many of its checks show it. */
function distinctRuns(past: Past, fingerprint: string, moment: Moment): ReturnType<typeof earlier> {
  return [...new Map(earlier(past, fingerprint, moment).map((occurrence) => [occurrence.source, occurrence])).values()];
}
