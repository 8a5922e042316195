/** The alert rules over what a log shows. A look stands for a run; a quiet of two hours stands for a green one. */
import { judgeAlerts, type Alert } from "../history/alert.ts";
import type { Occurrence } from "../history/occurrence.ts";
import { noPast, type Moment } from "../history/past.ts";
import type { RunOutcome } from "../history/run-outcome.ts";
import { milliseconds } from "../identity/timestamp.ts";

export interface Sighting {
  readonly fingerprint: string;
  /** Its earlier ones in the repository, newest first. */
  readonly occurrences: readonly Occurrence[];
  readonly moment: Moment;
  /** Name of the log source. */
  readonly source: string;
}

const QUIET_HOURS = 2;

export function judgeSighting({ fingerprint, occurrences, moment, source }: Sighting): readonly Alert[] {
  const past = { ...noPast, occurrences: new Map([[fingerprint, occurrences]]), runs: lastQuiet(occurrences, moment) };
  return judgeAlerts({ past, fingerprint, moment, defaultBranch: moment.branch, source });
}

/** The last sighting that was followed by a quiet, as a run that ended well then. */
function lastQuiet(occurrences: readonly Occurrence[], { branch, at }: Moment): readonly RunOutcome[] {
  const own = occurrences.filter((one) => one.branch === branch);
  const before = own.find(({ seen_at }, index) => milliseconds(own[index - 1]?.seen_at ?? at) - milliseconds(seen_at) > QUIET_HOURS * 3_600_000);
  if (before === undefined) return [];
  const { repository_id, repo, head_sha, source, workflow, seen_at } = before;
  return [{ repository_id, repo, branch, head_sha, source, workflow, outcome: "passed", ended_at: seen_at }];
}
