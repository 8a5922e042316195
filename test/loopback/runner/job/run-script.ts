/** A `run:` step: the script in a file, the shell that GitHub would take. */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { renderTemplate } from "../expression/evaluate.ts";
import type { RunStep } from "../workflow/workflow.ts";
import { runChild } from "./child-process.ts";
import { stepScope } from "./job-state.ts";
import type { StepCall, StepResult } from "./step-call.ts";
import { stepEnvironment } from "./step-environment.ts";

/** As docs.github.com has them under `jobs.<job_id>.steps[*].shell`; without a shell, bash runs without pipefail. */
const shells: Readonly<Record<string, { readonly argv: readonly string[]; readonly extension: string }>> = {
  "": { argv: ["/usr/bin/bash", "-e", "{0}"], extension: ".sh" },
  bash: { argv: ["/usr/bin/bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "{0}"], extension: ".sh" },
  sh: { argv: ["/usr/bin/sh", "-e", "{0}"], extension: ".sh" },
  python: { argv: ["python3", "{0}"], extension: ".py" },
};

export async function runScript(call: StepCall, step: RunStep): Promise<StepResult> {
  const { state, output } = call;
  const { workflow, job } = state.request;
  const scope = stepScope(state, call.own);
  const shell = step.shell ?? job.defaults?.run.shell ?? workflow.defaults?.run.shell ?? "";
  const known = shells[shell];
  if (known === undefined) {
    output.error(`shell \`${shell}\` is not supported by this runner: only bash, sh and python are`);
    return { ok: false, outputs: {}, post: null };
  }
  const script = renderTemplate(step.run, scope);
  const directory = renderTemplate(step["working-directory"] ?? job.defaults?.run["working-directory"] ?? workflow.defaults?.run["working-directory"] ?? ".", scope);
  writeHeader(call, script, known.argv.join(" "));
  const file = join(state.folders.temporary, `${randomUUID()}${known.extension}`);
  await writeFile(file, script);
  const exit = await runChild({
    argv: known.argv.map((part) => (part === "{0}" ? file : part)), directory: resolve(state.folders.workspace, directory),
    environment: stepEnvironment(state, call.own, call.files), onLine: (line) => output.line(line), signal: call.signal,
  });
  if (exit !== null && exit !== 0) output.error(`Process completed with exit code ${exit}.`);
  return { ok: exit === 0, outputs: {}, post: null };
}

/** `##[group]Run <first line>`, the script in bright cyan, the shell and the variables (actions/runner, ScriptHandler). */
function writeHeader({ state, own }: StepCall, script: string, shell: string): void {
  const lines = script.replace(/\n+$/, "").split(/\r?\n/);
  state.log.write(`##[group]Run ${script.trimStart().split(/\r?\n/)[0] ?? ""}`);
  for (const line of lines) state.log.write(`\u001B[36;1m${line}\u001B[0m`);
  state.log.write(`shell: ${shell}`);
  writePairs(state.log.write.bind(state.log), "env:", { ...state.environment, ...own });
  state.log.write("##[endgroup]");
}

/** `title`, then `  name: value` each; nothing when there are none. */
export function writePairs(write: (line: string) => void, title: string, pairs: Readonly<Record<string, string>>): void {
  if (Object.keys(pairs).length > 0) write(title);
  for (const [name, value] of Object.entries(pairs)) write(`  ${name}: ${value}`);
}
