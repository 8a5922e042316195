/** Commands that tell by what they print, and not by how they end: gofmt and its like list files or differences and end with 0 (before Go 1.26 `-d` too). */
import { findInvocations } from "./find-invocations.ts";

const listers = ["gofmt", "goimports", "gofumpt"] as const;
/** Which of their options list: names (`-l`), differences (`-d`), in a row of short flags too. */
const lists = /^-[a-z]*[ld][a-z]*$/;

/**
 * Whether the whole command is a lister, or one behind `grep`, which only chooses among what it prints: `gofmt -l .`, `gofmt -l . | grep -v _gen`.
 * Whoever asks for its exit code in another way (`test -z "$(…)"`, `! … | grep .`, `… && exit 1`) has said what failing means.
 */
export function isLister(command: string): boolean {
  const [first = "", ...rest] = command.split("|").map((part) => part.trim());
  if (/[;&!\n`(){}<>]/.test(command) || !rest.every((part) => /^e?grep\s/.test(part))) return false;
  return findInvocations(first, listers).some(({ words }) => words.some((word) => lists.test(word)));
}

/** The exit code that says whether it failed. `exit`: how it ended; `printed`: whether it printed anything. `grep` ends with 1 where nothing is left; 2 and more are errors of the programs. */
export function exitOfLister({ exit, printed }: { readonly exit: number; readonly printed: boolean }): number {
  if (exit > 1) return exit;
  return printed ? 1 : 0;
}
