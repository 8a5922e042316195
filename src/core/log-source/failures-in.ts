/** The failures that a look at a log shows: each entry at the level of errors read for itself, and the rest of the log as a CI log is. */
import { openLogReading } from "../failure/read-log.ts";
import type { FailureReport } from "../failure/report.ts";
import type { PlainLog } from "./plain-lines.ts";

const MOST_FAILURES = 50;

/** Each failure once, whatever the number of entries that show it. */
export function failuresIn({ text, errors }: Pick<PlainLog, "text" | "errors">, name: string): readonly FailureReport[] {
  const all = [...read(text, name), ...errors.flatMap((entry) => readEntry(entry, name))].filter(({ failure_class }) => failure_class !== "none");
  return [...new Map(all.toReversed().map((report) => [report.fingerprint, report])).values()].toReversed().slice(0, MOST_FAILURES);
}

/** What its logger calls an error is one, though its words alone would not say so. */
function readEntry(entry: string, name: string): readonly FailureReport[] {
  const reports = read(new TextEncoder().encode(`${entry}\n`), name);
  return reports.length > 0 ? reports : read(new TextEncoder().encode(`Error: ${entry}\n`), name);
}

function read(text: Uint8Array, job: string): readonly FailureReport[] {
  const reading = openLogReading({ job, workspace: null });
  reading.push(text);
  return reading.finish().reports;
}
