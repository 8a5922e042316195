/** A `uses:` step: a JavaScript action on Node 24 with its INPUT_* and STATE_*, or a stand-in for one of GitHub's own. */
import { join } from "node:path";
import type { FoundAction } from "../actions/find-action.ts";
import { readActionManifest, type ActionManifest } from "../actions/action-manifest.ts";
import { renderTemplate } from "../expression/evaluate.ts";
import type { UsesStep } from "../workflow/workflow.ts";
import { runChild } from "./child-process.ts";
import { readCommandFiles } from "./file-commands.ts";
import { renderAll, stepScope } from "./job-state.ts";
import { writePairs } from "./run-script.ts";
import type { PostStep, StepCall, StepResult } from "./step-call.ts";
import { stepEnvironment } from "./step-environment.ts";

export async function runAction(call: StepCall, step: UsesStep, action: FoundAction): Promise<StepResult> {
  const given = renderAll(step.with, stepScope(call.state, call.own));
  if (action.kind === "built-in") return runBuiltIn(call, action, given);
  const manifest = action.kind === "local" ? readActionManifest(action.folder, action.uses) : action.manifest;
  const defaults = Object.entries(manifest.inputs).flatMap(([name, input]) => (input.default === undefined ? [] : [[name, renderTemplate(input.default, stepScope(call.state, call.own))] as const]));
  const inputs = { ...Object.fromEntries(defaults), ...given };
  const unexpected = Object.keys(given).filter((name) => !(name in manifest.inputs));
  if (unexpected.length > 0) call.output.line(`::warning::Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${Object.keys(manifest.inputs).join("', '")}']`);
  writeHeader(call, action.uses, inputs);
  const script: ActionScript = { action, manifest, inputs };
  const ok = await runNode(call, script, manifest.runs.main);
  const state = (await readCommandFiles(call.files)).state;
  return { ok, outputs: {}, post: postOf(script, state) };
}

interface ActionScript {
  readonly action: Exclude<FoundAction, { kind: "built-in" }>;
  readonly manifest: ActionManifest;
  readonly inputs: Readonly<Record<string, string>>;
}

async function runBuiltIn(call: StepCall, action: Extract<FoundAction, { kind: "built-in" }>, inputs: Readonly<Record<string, string>>): Promise<StepResult> {
  writeHeader(call, action.uses, inputs);
  const { ok, outputs, post } = await action.run({ state: call.state, inputs, environment: stepEnvironment(call.state, call.own, call.files), output: call.output });
  const after: PostStep | null = post === null ? null : { name: action.uses, condition: "always()", run: async () => { await post(); return true; } };
  return { ok, outputs, post: after };
}

function postOf(script: ActionScript, saved: Readonly<Record<string, string>>): PostStep | null {
  const { post } = script.manifest.runs;
  if (post === undefined) return null;
  return { name: script.action.uses, condition: script.manifest.runs["post-if"], run: (call) => runNode(call, script, post, saved) };
}

async function runNode(call: StepCall, { action, inputs }: ActionScript, file: string, saved: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const { state, output } = call;
  const { url, token } = state.request.results;
  const source = action.kind === "local" ? {} : { GITHUB_ACTION_REPOSITORY: action.repository, GITHUB_ACTION_REF: action.ref };
  const environment = {
    ...stepEnvironment(state, call.own, call.files), ...source,
    ...prefixed("INPUT_", inputs, (name) => name.replaceAll(" ", "_").toUpperCase()), ...prefixed("STATE_", saved, (name) => name),
    ACTIONS_RUNTIME_TOKEN: token, ACTIONS_RUNTIME_URL: url, ACTIONS_RESULTS_URL: url,
  };
  const exit = await runChild({
    argv: [join(state.request.runner.image.prefix, "bin/node"), join(action.folder, file)], directory: state.folders.workspace,
    environment, onLine: (line) => output.line(line), signal: call.signal,
  });
  return exit === 0;
}

function prefixed(prefix: string, values: Readonly<Record<string, string>>, rename: (name: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${rename(name)}`, value]));
}

function writeHeader({ state, own }: StepCall, uses: string, inputs: Readonly<Record<string, string>>): void {
  const write = state.log.write.bind(state.log);
  write(`##[group]Run ${uses}`);
  writePairs(write, "with:", inputs);
  writePairs(write, "env:", { ...state.environment, ...own });
  write("##[endgroup]");
}
