/** What a watch has done so far. Times in seconds. */
export interface WatchSummary {
  readonly rounds: number;
  readonly red: number;
  /** Fixes that were tried; in a dry run, that would have been. */
  readonly attempts: number;
  readonly fixes: number;
  readonly rolled_back: number;
  /** Why failures were not tried, or not mended, and how often. */
  readonly refusals: readonly { readonly reason: string; readonly count: number }[];
  readonly uptime_seconds: number;
  /** Of the attempts; null before the first. */
  readonly success_rate: number | null;
}

/** What one round did. */
export interface RoundResult {
  readonly red: boolean;
  readonly attempts: number;
  readonly fixes: number;
  readonly rolledBack: number;
  readonly refusals: readonly string[];
}

export const nothingYet: WatchSummary = { rounds: 0, red: 0, attempts: 0, fixes: 0, rolled_back: 0, refusals: [], uptime_seconds: 0, success_rate: null };

/** Reasons kept apart; what comes beyond is counted under one. */
const MOST_REASONS = 50;

export function withRound(summary: WatchSummary, round: RoundResult, uptimeSeconds: number): WatchSummary {
  const attempts = summary.attempts + round.attempts;
  const fixes = summary.fixes + round.fixes;
  return {
    rounds: summary.rounds + 1, red: summary.red + (round.red ? 1 : 0), attempts, fixes, rolled_back: summary.rolled_back + round.rolledBack,
    refusals: round.refusals.reduce(counted, summary.refusals), uptime_seconds: uptimeSeconds, success_rate: attempts === 0 ? null : fixes / attempts,
  };
}

function counted(refusals: WatchSummary["refusals"], reason: string): WatchSummary["refusals"] {
  const named = refusals.some((one) => one.reason === reason) || refusals.length < MOST_REASONS ? reason : "other reasons";
  if (!refusals.some((one) => one.reason === named)) return [...refusals, { reason: named, count: 1 }];
  return refusals.map((one) => (one.reason === named ? { ...one, count: one.count + 1 } : one));
}

export function summaryText({ rounds, red, attempts, fixes, rolled_back, refusals, uptime_seconds, success_rate }: WatchSummary): string {
  const rate = success_rate === null ? "no attempt yet" : `${String(Math.round(success_rate * 100))} % of the attempts`;
  return [
    `Watched for ${duration(uptime_seconds)}: ${count(rounds, "round")}, ${String(red)} red.`,
    `  ${count(attempts, "attempt")}, ${count(fixes, "fix", "fixes")} kept, ${String(rolled_back)} rolled back; success: ${rate}`,
    ...refusals.map(({ reason, count: often }) => `  not mended${often === 1 ? "" : ` (${String(often)} times)`}: ${reason}`),
  ].join("\n");
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${String(number)} ${number === 1 ? one : many}`;
}

export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${String(whole)} s`;
  if (whole < 3600) return `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
  return `${String(Math.floor(whole / 3600))} h ${String(Math.floor((whole % 3600) / 60))} min`;
}
