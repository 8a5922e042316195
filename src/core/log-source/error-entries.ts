/** Entries at the level of errors in a log of plain text: the line that says so, and those that belong to it (a stack trace). */

/** So many of one look; a log that shows more shows mostly the same. */
export const MOST_ERRORS = 200;
const MOST_LINES = 60;

/** `2026-11-28 10:00:00,123 [main] ERROR text`, `[28/Nov/2026:10:00:00 +0000] ERROR: text`. */
const DATED = /^\[?(?:\d{4}[-/]\d\d[-/]\d\d|\d{1,2}[-/ ][A-Z][a-z]{2}[-/ ]\d{4})[T :][\d:.,]{5,20}(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?\]?/;
const LEVEL = /^[\s|-]*(?:\[[^\]]{1,60}\][\s|-]*){0,2}\[?(ERROR|FATAL|CRITICAL|SEVERE|error|fatal|critical)\]?(?=[\s:|]) *[:|-]? */;

export interface SplitLog { readonly rest: readonly string[]; readonly errors: readonly string[] }

/** Lines that begin with a date begin an entry. Entries beyond the most stay in the rest. */
export function splitErrors(lines: readonly string[]): SplitLog {
  const [rest, errors]: [string[], string[][]] = [[], []];
  let open: string[] | null = null;
  for (const line of lines) {
    const date = DATED.exec(line)?.[0];
    const message = messageOf(date === undefined ? line : line.slice(date.length), date !== undefined);
    if (message !== null && errors.length < MOST_ERRORS) {
      open = [message];
      errors.push(open);
    } else if (open !== null && date === undefined && belongs(line) && open.length < MOST_LINES) open.push(line);
    else {
      open = null;
      rest.push(line);
    }
  }
  return { rest, errors: errors.map((entry) => entry.join("\n")) };
}

/** Without a date only capitals are a level: `error: …` is how tools speak, and is read as such. */
function messageOf(line: string, dated: boolean): string | null {
  const [whole, level] = LEVEL.exec(line) ?? [];
  if (whole === undefined || level === undefined || (!dated && (level !== level.toUpperCase() || whole.trimEnd().length === level.length + 1))) return null;
  return line.slice(whole.length).trim() === "" ? null : line.slice(whole.length);
}

/** Indented, a further cause, or the exception's own first line. */
function belongs(line: string): boolean {
  return /^\s+\S|^Caused by: |^Traceback |^[\w.$]*(?:Error|Exception)\b/.test(line);
}
