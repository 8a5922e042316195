/** Makes one of the built-in edits by its name in a contract. */
import type { Edit } from "../contract.ts";
import type { Edited, EditInput } from "./edit.ts";
import { restoreTaggedCharacters } from "./character-tags.ts";
import { insertLicenceHeader } from "./licence-header.ts";
import { mendImports } from "./mend-imports.ts";
import { removeUnusedImports } from "./unused-imports.ts";

const edits: Readonly<Record<Edit, (input: EditInput) => Edited>> = {
  remove_unused_imports: removeUnusedImports,
  mend_imports: mendImports,
  insert_licence_header: insertLicenceHeader,
  restore_tagged_characters: restoreTaggedCharacters,
};

export function applyEdit(edit: Edit, input: EditInput): Edited {
  return edits[edit](input);
}

/** Whether it works only at the lines that the failure names, and not on whole files. */
export function needsPlaces(edit: Edit): boolean {
  return edit !== "insert_licence_header";
}
