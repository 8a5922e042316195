/** The workflow files of a checkout, as its working tree holds them. */
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReadWorkflow } from "../../core/workflow/script-steps.ts";
import { readWorkflowFile } from "../../core/workflow/workflow-file.ts";

const FOLDER = ".github/workflows";
/** In bytes; GitHub takes no longer ones. */
const MOST_BYTES = 512 * 1024;

/** Sorted by name. Regular files alone: a link may lead anywhere. What cannot be read as a workflow is left out. */
export function readWorkflows(checkout: string): readonly ReadWorkflow[] {
  const folder = join(checkout, FOLDER);
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)).toSorted();
  return names.flatMap((name) => {
    const stat = lstatSync(join(folder, name), { throwIfNoEntry: false });
    if (stat?.isFile() !== true || stat.size > MOST_BYTES) return [];
    const file = readWorkflowFile(readFileSync(join(folder, name)));
    return file === null ? [] : [{ path: `${FOLDER}/${name}`, file }];
  });
}
