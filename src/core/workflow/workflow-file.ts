/**
 * A workflow file, as far as it says where its steps run, and with what. It stands at the failing commit, so whoever proposes a change writes it: it is read with bounds (the
 * reader of YAML), and what it says is only ever a folder in which files of the commit are looked for.
 */
import { z } from "zod";
import { readYaml } from "../configuration/read-yaml.ts";

const Shell = z.string().max(400).nullish().catch(null);
const Run = z.looseObject({ "working-directory": z.string().max(400).optional(), shell: Shell });
const Defaults = z.looseObject({ run: Run.nullish() }).nullish();
const Step = z.looseObject({ name: z.string().max(1000).nullish(), run: z.string().nullish(), uses: z.string().nullish(), "working-directory": z.string().max(400).nullish(), shell: Shell, env: z.unknown().optional() });
const Job = z.looseObject({ name: z.string().max(1000).nullish(), defaults: Defaults, steps: z.array(Step).max(1000).nullish(), env: z.unknown().optional(), "runs-on": z.unknown().optional() });

/** GitHub's "Workflow syntax for GitHub Actions"; keys that are not read are left alone. */
export const WorkflowFile = z.looseObject({ defaults: Defaults, env: z.unknown().optional(), jobs: z.record(z.string(), Job) });
export type WorkflowFile = z.infer<typeof WorkflowFile>;
export type WorkflowJob = z.infer<typeof Job>;
export type WorkflowStep = z.infer<typeof Step>;

/** Null where it is no workflow file that could be read: without it the log alone counts. */
export function readWorkflowFile(bytes: Uint8Array): WorkflowFile | null {
  const reading = readYaml(new TextDecoder().decode(bytes), WorkflowFile);
  return reading.ok ? reading.value : null;
}
