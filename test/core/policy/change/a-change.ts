/** Changes for the tests of facts: one file with its text before and after, as GitHub would list it. */
import { createTwoFilesPatch } from "diff";
import type { ChangedFile } from "../../../../src/core/policy/change/changed-file.ts";
import { changedFile, readHunks } from "../../../../src/core/policy/change/read-hunks.ts";
import type { Contents } from "../../../../src/core/policy/change/diff-facts.ts";

export interface Edit { readonly path: string; readonly before: string | null; readonly after: string | null }

export function fileOf({ path, before, after }: Edit): ChangedFile {
  const whole = createTwoFilesPatch("a", "b", before ?? "", after ?? "", "", "", { context: 3 });
  const patch = whole.includes("@@") ? whole.slice(whole.indexOf("@@")).replace(/\n$/, "") : "";
  const { added, removed } = readHunks(patch);
  return changedFile({ path, previousPath: null, status: before === null ? "added" : after === null ? "removed" : "modified", additions: added.length, deletions: removed.length, patch: patch === "" ? null : patch });
}

export const contentsOf = (edits: readonly Edit[]): Contents => new Map(edits.map(({ path, before, after }) => [path, { before, after }]));

/** A file whose lines GitHub does not show. */
export const hidden = (path: string): ChangedFile => changedFile({ path, previousPath: null, status: "modified", additions: 5000, deletions: 1, patch: null });
