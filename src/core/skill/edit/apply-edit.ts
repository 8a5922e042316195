/** Makes one of the built-in edits by its name in a contract. */
import type { Edit } from "../contract.ts";
import type { Edited, EditInput } from "./edit.ts";
import { mendImports } from "./mend-imports.ts";
import { removeUnusedImports } from "./unused-imports.ts";

const edits: Readonly<Record<Edit, (input: EditInput) => Edited>> = {
  remove_unused_imports: removeUnusedImports,
  mend_imports: mendImports,
};

export function applyEdit(edit: Edit, input: EditInput): Edited {
  return edits[edit](input);
}
