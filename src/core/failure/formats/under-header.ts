/** Many linters print a file's name on a line of its own and its problems indented below. */
import type { Finding, Groups, Surroundings } from "../format.ts";

const MOST_BACK = 12;

/** Reads `line column message rule` of a problem whose file stands on an earlier line that `header` recognises (group `file`). */
export function underHeader(header: RegExp): (groups: Groups, around: Surroundings) => Finding | null {
  return (groups, around) => {
    const file = fileAbove(header, around);
    if (file === null) return null;
    const { line, column, message, rule } = groups;
    return { places: [{ file, line, column, message, rule }], ...(message === undefined ? {} : { message }), ...(rule === undefined ? {} : { kind: rule }) };
  };
}

/** The header above, or the file of the problem above, whichever is nearer. */
function fileAbove(header: RegExp, { at, previous }: Surroundings): string | null {
  for (let back = 1; back <= MOST_BACK; back++) {
    if (previous?.distance === back) return previous.finding.places?.[0]?.file ?? previous.finding.files?.[0] ?? null;
    const text = at(-back);
    if (text === null) return null;
    const file = header.exec(text)?.groups?.["file"];
    if (file !== undefined) return file;
  }
  return null;
}
