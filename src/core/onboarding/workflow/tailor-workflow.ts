/** A workflow of ours with the set-up of this project in the place where its template has an example. */
import { stringify } from "yaml";
import { visible } from "../../pull-request/neutral-text.ts";
import type { Layout } from "../detect/layout.ts";
import { setUpSteps } from "./set-up-steps.ts";

/** The paragraph of the template that holds the example begins with this; a blank line ends it. */
const PLACE = "      # The repository's own set-up goes here";

/** Alone, the workflow is started when one of these has ended; the template names one. */
const WATCHED = /^( {4}workflows: )\[CI\]/m;

const NOTHING = "      # Nothing that was found here needs to be set up. Where a skill misses a tool, install it at this place.\n";

export interface WorkflowPlace {
  readonly layout: Layout;
  readonly paths: readonly string[];
}

/** `template`: a file of `action/workflows/`. One without the place stays as it is: its jobs run nothing of the repository. */
export function tailorWorkflow(template: string, { layout, paths }: WorkflowPlace): string {
  const names = layout.workflows.map(({ name }) => visible(name));
  const watching = names.length === 0 ? template : template.replace(WATCHED, (_, key: string) => `${key}${stringify(names, { collectionStyle: "flow", flowCollectionPadding: false, lineWidth: 0 }).trim()}`);
  return withSetUp(watching, { layout, paths });
}

function withSetUp(template: string, { layout, paths }: WorkflowPlace): string {
  const begin = template.indexOf(PLACE);
  if (begin === -1) return template;
  const end = template.indexOf("\n\n", begin);
  const steps = setUpSteps(layout, paths);
  const said = "      # The repository's own set-up, so that the skills find its tools, as its files show it. No cache is used (it could be poisoned),\n      # and no install script runs. What fails here ends nothing: a lockfile that does not fit is itself what one of the skills mends.\n";
  return `${template.slice(0, begin)}${steps === "" ? NOTHING : `${said}${steps}`}${template.slice(end === -1 ? template.length : end + 1)}`;
}
