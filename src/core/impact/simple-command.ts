/** A command line that is one call of one program, word by word, and how words are written again. */
import { readShell } from "../command/shell-words.ts";

export interface SimpleCommand {
  /** `NODE_ENV=test `, as written before the program, with the blank behind it; empty: none. */
  readonly assignments: string;
  readonly words: readonly string[];
}

const ASSIGNMENTS = /^\s*((?:[A-Za-z_]\w{0,100}=[\w@%+=:,./-]*[ \t]+)*)/;

/** Null: several commands, a redirection, something that only the shell can know, or an assignment that is quoted. */
export function simpleCommand(script: string): SimpleCommand | null {
  const assignments = ASSIGNMENTS.exec(script)?.[1] ?? "";
  if (/^[A-Za-z_]\w*=/.test(script.trimStart().slice(assignments.length))) return null;
  const parts = readShell(script);
  const [only] = parts;
  return parts.length === 1 && only?.kind === "command" && !only.words.some((word) => /[$`]/.test(word)) && !/[|&;<>]/.test(script) ? { assignments, words: only.words } : null;
}

export function spell(words: readonly string[]): string {
  return words.map(quoted).join(" ");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
