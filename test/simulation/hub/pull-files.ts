/** What a pull request changes against where it began, each changed file as one hunk of all its lines. */
import type { Git } from "./git.ts";

export function pullFiles(git: Git, base: string, head: string): readonly unknown[] {
  const before = git.files(git.beginning(base, head));
  const after = git.files(head);
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return paths.filter((path) => before[path] !== after[path]).map((path) => fileAnswer(path, before[path], after[path]));
}

function fileAnswer(filename: string, before: string | undefined, after: string | undefined): unknown {
  const [gone, come] = [linesOf(before), linesOf(after)];
  const patch = [`@@ -${rangeOf(gone)} +${rangeOf(come)} @@`, ...gone.map((line) => `-${line}`), ...come.map((line) => `+${line}`)].join("\n");
  return { filename, status: before === undefined ? "added" : after === undefined ? "removed" : "modified", additions: come.length, deletions: gone.length, patch };
}

function linesOf(text = ""): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function rangeOf(lines: readonly string[]): string {
  return `${lines.length === 0 ? 0 : 1},${lines.length}`;
}
