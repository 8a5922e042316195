/** Lines that look like a command to some bot: `/word …`. Which of them are ours, the repository's prefix says; it is not known at the door. */
import { writtenLines } from "./written-lines.ts";

/** More than these in one comment is no request of a person. */
export const MOST_COMMANDS = 10;
export const LONGEST_COMMAND = 1_000;

const COMMAND = /^[/／][a-z][a-z0-9-]*(?: |$)/i;

/** In: a comment's text. Out: its lines that begin with a slash and a word, in order; a longer one is cut, and then fails to be read. */
export function commandLines(body: string): readonly string[] {
  return writtenLines(body).filter((line) => COMMAND.test(line)).map((line) => `/${line.slice(1)}`.replace(/\s+/g, " ").slice(0, LONGEST_COMMAND)).slice(0, MOST_COMMANDS);
}

/** Those of `lines` that do not stand among `before`, each as often as it came. Case and spaces make no other command. */
export function addedLines(lines: readonly string[], before: readonly string[]): readonly string[] {
  const known = new Map<string, number>();
  for (const line of before) known.set(sameLine(line), (known.get(sameLine(line)) ?? 0) + 1);
  return lines.filter((line) => {
    const left = known.get(sameLine(line)) ?? 0;
    if (left > 0) known.set(sameLine(line), left - 1);
    return left === 0;
  });
}

export function sameLine(line: string): string {
  return line.trim().replace(/\s+/g, " ").toLowerCase();
}
