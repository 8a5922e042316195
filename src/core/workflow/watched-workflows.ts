/** Which workflows ours waits for (`on: workflow_run`), and what a workflow is called there. The files are read with bounds, and say nothing but names (pure). */
import { z } from "zod";
import { readYaml } from "../configuration/read-yaml.ts";

const Names = z.union([z.string().max(200).transform((name) => [name]), z.array(z.string().max(200)).max(100)]);
const Waiting = z.looseObject({ on: z.looseObject({ workflow_run: z.looseObject({ workflows: Names }) }) });
const Named = z.looseObject({ name: z.string().min(1).max(200) });

/** Empty: it waits for none, or is not to be read. */
export function watchedWorkflows(bytes: Uint8Array): readonly string[] {
  const reading = readYaml(new TextDecoder().decode(bytes), Waiting);
  return reading.ok ? reading.value.on.workflow_run.workflows : [];
}

/** A workflow without a name is called by its path (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#name). `bytes` null: the file is gone. */
export function workflowName(path: string, bytes: Uint8Array | null): string {
  const reading = bytes === null ? null : readYaml(new TextDecoder().decode(bytes), Named);
  return reading?.ok === true ? reading.value.name : path;
}
