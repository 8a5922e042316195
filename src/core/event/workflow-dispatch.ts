/**
 * `workflow_dispatch` of the workflow `regreen-request.yml`: a request from the button *Run workflow*, `gh workflow run` or another workflow (row E11). The run itself does nothing;
 * its inputs are the request. GitHub lets only those start it who may write; whether it is a person, and still may, is looked at here as for any request.
 */
import { z } from "zod";
import { LONGEST_COMMAND, MOST_COMMANDS } from "../request/command-lines.ts";
import { openRequest } from "../request/open-request.ts";
import { ignoring, type Admission } from "./admission.ts";
import { Envelope, repositoryOf, type AdmissionFacts } from "./payload.ts";
import { Account } from "./spoken.ts";

/** https://docs.github.com/webhooks/webhook-events-and-payloads#workflow_dispatch: inputs are text, whatever type the workflow gives them. */
export const WorkflowDispatchEvent = Envelope.extend({ workflow: z.string(), inputs: z.record(z.string(), z.unknown()).nullable(), sender: Account });
export type WorkflowDispatchEvent = z.infer<typeof WorkflowDispatchEvent>;

const WORKFLOW = /(?:^|\/)regreen-request\.ya?ml(?:@|$)/;

/** `workflow`: the file as GitHub names it in the payload. */
export function isRequestWorkflow(workflow: string): boolean {
  return WORKFLOW.test(workflow);
}

/** `commands`: as in a comment without the prefix, several apart by `;` or on lines of their own. */
const Inputs = z.strictObject({
  commands: z.string().max(MOST_COMMANDS * LONGEST_COMMAND).transform((text) => text.split(/[;\n]/).map((line) => line.trim()).filter((line) => line !== "")).pipe(z.array(z.string().max(LONGEST_COMMAND)).min(1).max(MOST_COMMANDS)),
  pull: z.union([z.literal(""), z.coerce.number().int().positive()]).optional(),
  dry_run: z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]).default(false),
});

export function admitWorkflowDispatch(event: WorkflowDispatchEvent, { now, seed }: AdmissionFacts): Admission {
  if (!isRequestWorkflow(event.workflow)) return ignoring("a dispatch of a workflow that is not for Regreen");
  const asked = Inputs.safeParse(event.inputs ?? {});
  if (!asked.success) return ignoring(`the workflow's inputs are no request: ${asked.error.issues[0]?.path.join(".") ?? ""} ${asked.error.issues[0]?.message ?? ""}`);
  const { commands, pull, dry_run } = asked.data;
  const opened = openRequest({
    repository: repositoryOf(event), origin: { kind: "workflow", number: typeof pull === "number" ? pull : null }, actor: event.sender.login, machine: event.sender.type === "Bot", lines: commands, dryRun: dry_run, occasion: seed,
  }, { at: now, seed });
  return { opens: [], wakes: [], entries: [], ignored: null, requests: [opened] };
}
