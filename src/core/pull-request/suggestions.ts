/**
 * A patch as suggestions on the lines of a pull request: GitHub takes a comment only on lines that its diff shows, and a suggestion replaces whole lines
 * (https://docs.github.com/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/incorporating-feedback-in-your-pull-request).
 * A file of which one change does not fit goes into the patch as a whole, so that suggestions and patch can be taken each by itself. Pure.
 */
import type { Hunk, Patch, PatchFile, PatchLine } from "../fix/patch.ts";
import { visible } from "./neutral-text.ts";

/** The diff of one file as GitHub tells it; `patch` null: too large, or binary. */
export interface ShownFile { readonly path: string; readonly patch: string | null }

/** `start` to `line` of the head's file become `lines`; none: they are deleted. */
export interface Suggestion { readonly path: string; readonly start: number; readonly line: number; readonly lines: readonly string[] }

export interface Suggestions {
  readonly suggestions: readonly Suggestion[];
  /** What does not fit the lines that are shown. */
  readonly rest: Patch;
}

/** More comments than these are noise: then all of it is a patch. */
const MOST_SUGGESTIONS = 20;

export function suggestionsOf(patch: Patch, shown: readonly ShownFile[]): Suggestions {
  const placed = patch.files.map((file) => ({ file, suggestions: suggestionsOfFile(file, shown.find(({ path }) => path === file.path)?.patch ?? null) }));
  const suggestions = placed.flatMap((one) => one.suggestions ?? []);
  if (suggestions.length > MOST_SUGGESTIONS) return { suggestions: [], rest: patch };
  return { suggestions, rest: { files: placed.filter((one) => one.suggestions === null).map(({ file }) => file) } };
}

/** Null: something of it has no place. */
function suggestionsOfFile(file: PatchFile, diff: string | null): readonly Suggestion[] | null {
  if (diff === null || file.oldMode === null || file.newMode === null || file.oldMode !== file.newMode) return null;
  const ranges = shownRanges(diff);
  const made = file.hunks.flatMap((hunk) => changesOf(hunk).map((change) => suggestionOf(file.path, change)));
  const fits = (one: Suggestion | null): one is Suggestion => one !== null && ranges.some(({ from, to }) => one.start >= from && one.line <= to);
  return made.every(fits) ? made : null;
}

/** Lines of the head that a hunk of the diff shows: comments may stand on these, and not reach over two hunks. */
function shownRanges(diff: string): readonly { readonly from: number; readonly to: number }[] {
  return [...diff.matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)].flatMap(([, start, count]) => {
    const [from, length] = [Number(start), count === undefined ? 1 : Number(count)];
    return length === 0 ? [] : [{ from, to: from + length - 1 }];
  });
}

interface Change { readonly at: number; readonly removed: readonly PatchLine[]; readonly added: readonly PatchLine[]; readonly before: PatchLine | null; readonly after: PatchLine | null }

/** Runs of changed lines within a hunk; `at`: number of the first old line, or of the line that would follow. */
function changesOf({ oldStart, lines }: Hunk): readonly Change[] {
  const changes: Change[] = [];
  let at = Math.max(1, oldStart);
  let index = 0;
  while (index < lines.length) {
    if (lines[index]?.kind === " ") { index += 1; at += 1; continue; }
    const end = lines.findIndex((line, place) => place >= index && line.kind === " ");
    const run = lines.slice(index, end === -1 ? lines.length : end);
    const removed = run.filter(({ kind }) => kind === "-");
    changes.push({ at, removed, added: run.filter(({ kind }) => kind === "+"), before: lines[index - 1] ?? null, after: lines[index + run.length] ?? null });
    index += run.length;
    at += removed.length;
  }
  return changes;
}

/** A pure insertion replaces the line before or behind it by itself and what is new. Null: the end of the file changes, or a line that is no text. */
function suggestionOf(path: string, { at, removed, added, before, after }: Change): Suggestion | null {
  if ([...removed, ...added].some(({ unended }) => unended)) return null;
  if (removed.length > 0) return suggestion(path, { start: at, line: at + removed.length - 1 }, added);
  if (before !== null && !before.unended) return suggestion(path, { start: at - 1, line: at - 1 }, [before, ...added]);
  return after !== null && !after.unended ? suggestion(path, { start: at, line: at }, [...added, after]) : null;
}

function suggestion(path: string, place: { readonly start: number; readonly line: number }, lines: readonly PatchLine[]): Suggestion | null {
  const texts = lines.map(({ text }) => textOf(text));
  return texts.every((text) => text !== null) ? { path, ...place, lines: texts } : null;
}

/**
 * Bytes as latin1 characters become text; null where they are no UTF-8, or hold what a comment would not keep (a carriage return, a control) or would say to
 * others: a line `/approve` in a comment of ours is an order to a bot that reads raw text.
 */
function textOf(latin1: string): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(latin1, "latin1"));
    return visible(text) === text ? text : null;
  } catch {
    return null;
  }
}
