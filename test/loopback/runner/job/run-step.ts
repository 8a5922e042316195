/** One step from its condition to its conclusion. */
import type { FoundAction } from "../actions/find-action.ts";
import { evaluateCondition, evaluateExpression, renderTemplate } from "../expression/evaluate.ts";
import { StepOutput } from "../log/step-output.ts";
import type { Step } from "../workflow/workflow.ts";
import { createCommandFiles, readCommandFiles } from "./file-commands.ts";
import type { StepConclusion } from "./job-request.ts";
import { renderAll, stepScope, type JobState } from "./job-state.ts";
import { runAction } from "./run-action.ts";
import { runScript } from "./run-script.ts";
import type { PostStep, StepCall, StepResult } from "./step-call.ts";

/** Runs the step, or skips it; its record, outputs and effect on the job are in `state` afterwards. Gives what is to do after all steps. */
export async function runStep(state: JobState, step: Step, actions: ReadonlyMap<string, FoundAction>): Promise<PostStep | null> {
  const began = new Date();
  const own = renderAll(step.env, stepScope(state));
  const name = stepName(state, step, own);
  if (!evaluateCondition(step.if, stepScope(state, own))) {
    finish(state, step, { name, began, outcome: "skipped", outputs: {} });
    return null;
  }
  state.action = step.id ?? generatedName(state, step);
  const { outcome, result } = await attempt(state, step, { own, actions });
  finish(state, step, { name, began, outcome, outputs: result.outputs });
  return result.post;
}

/** A step without an id is `__run` or `__owner_repository`, the second of a kind `…_2` (docs.github.com, GITHUB_ACTION). */
function generatedName(state: JobState, step: Step): string {
  const name = "uses" in step ? `__${step.uses.replace(/@.*$/, "").replaceAll(/\W/g, "_")}` : "__run";
  const count = (state.actionNames.get(name) ?? 0) + 1;
  state.actionNames.set(name, count);
  return count === 1 ? name : `${name}_${count}`;
}

interface Prepared { readonly own: Readonly<Record<string, string>>; readonly actions: ReadonlyMap<string, FoundAction> }

/** A mistake in the step (an expression, a missing action) fails it in words; it never ends the runner. */
async function attempt(state: JobState, step: Step, { own, actions }: Prepared): Promise<{ outcome: StepConclusion; result: StepResult }> {
  const output = new StepOutput(state.log, state.annotations);
  const minutes = step["timeout-minutes"] === undefined ? null : amount(state, step["timeout-minutes"]);
  const limit = minutes === null ? null : AbortSignal.timeout(minutes * 60_000);
  const signal = limit === null ? state.signal : AbortSignal.any([state.signal, limit]);
  try {
    const call: StepCall = { state, output, files: await createCommandFiles(state.folders.temporary), own, signal };
    const ran = await dispatch(call, step, actions);
    const outputs = { ...ran.outputs, ...await absorbFiles(call) };
    const result: StepResult = { ...ran, outputs };
    if (state.signal.aborted) {
      output.error("The operation was canceled.");
      return { outcome: "cancelled", result };
    }
    if (limit?.aborted === true) output.error(`The action '${stepName(state, step, own)}' has timed out after ${minutes} minutes.`);
    return { outcome: ran.ok && output.refusal === null ? "success" : "failure", result };
  } catch (error) {
    output.error(error instanceof Error ? error.message : String(error));
    return { outcome: "failure", result: { ok: false, outputs: {}, post: null } };
  }
}

async function dispatch(call: StepCall, step: Step, actions: ReadonlyMap<string, FoundAction>): Promise<StepResult> {
  if (!("uses" in step)) return runScript(call, step);
  const action = actions.get(step.uses);
  if (action === undefined) throw new Error(`Unable to resolve action \`${step.uses}\``);
  return runAction(call, step, action);
}

/** Takes what the step wrote into its files into the job. Gives its outputs. */
export async function absorbFiles({ state, files }: StepCall): Promise<Readonly<Record<string, string>>> {
  const said = await readCommandFiles(files);
  const environment = Object.entries(said.environment).filter(([name]) => name !== "NODE_OPTIONS" && !/^(?:GITHUB|RUNNER)_/.test(name));
  state.environment = { ...state.environment, ...Object.fromEntries(environment) };
  state.paths = [...said.paths.toReversed(), ...state.paths];
  state.summary += said.summary;
  return said.outputs;
}

interface Finished { readonly name: string; readonly began: Date; readonly outcome: StepConclusion; readonly outputs: Readonly<Record<string, string>> }

function finish(state: JobState, step: Step, { name, began, outcome, outputs }: Finished): void {
  const tolerated = outcome === "failure" && flag(state, step["continue-on-error"]);
  const conclusion = tolerated ? "success" : outcome;
  if (step.id !== undefined) state.steps = { ...state.steps, [step.id]: { outputs, outcome, conclusion } };
  if (conclusion === "failure" && state.standing === "success") state.standing = "failure";
  if (conclusion === "cancelled") state.standing = "cancelled";
  recordStep(state, { name, began, conclusion });
}

export function recordStep(state: JobState, { name, began, conclusion }: { readonly name: string; readonly began: Date; readonly conclusion: StepConclusion }): void {
  state.lastStep += 1;
  state.sinks.step({ number: state.lastStep, name, conclusion, startedAt: began, completedAt: new Date() });
}

function stepName(state: JobState, step: Step, own: Readonly<Record<string, string>>): string {
  if (step.name !== undefined) return renderTemplate(step.name, stepScope(state, own));
  return "uses" in step ? `Run ${step.uses}` : `Run ${step.run.trimStart().split("\n")[0] ?? ""}`;
}

function flag(state: JobState, value: boolean | string): boolean {
  return typeof value === "boolean" ? value : Boolean(evaluateExpression(value.slice(3, -2), stepScope(state)));
}

function amount(state: JobState, value: number | string): number {
  return typeof value === "number" ? value : Number(evaluateExpression(value.slice(3, -2), stepScope(state)));
}
