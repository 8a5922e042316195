import type { FixPlan, PlanStep } from "../core/fix/plan.ts";
import type { Said } from "../core/failure/check-findings.ts";
import type { CheckOutcome } from "../core/fix/result.ts";
import { withOptions } from "../core/command/with-options.ts";
import type { PostCheck } from "../core/skill/contract.ts";
import { Refusal } from "./refusal.ts";
import { groupByTool } from "./group-by-tool.ts";
import { editPlace } from "./read-repository.ts";
import { outcomeOf, runCommand, type CommandRun, type Workplace } from "./run-command.ts";
import { checkGenerators } from "./run-generators.ts";
import { checkAdded } from "./run-add.ts";
import { checkEdit } from "./run-edit.ts";
import { checkRestored } from "./run-restore.ts";
import { checkTransform } from "./run-transform.ts";

export interface RanCheck {
  readonly name: string;
  readonly argv: string[];
  readonly outcome: CheckOutcome;
  /** What a program printed; not given: none ran, or not all that it said was kept. */
  readonly said?: Said;
}

/** Runs the post-checks of all steps, in order. */
export async function runChecks(place: Workplace, plan: FixPlan): Promise<readonly RanCheck[]> {
  const ran: RanCheck[] = [];
  for (const step of plan.steps) for (const check of step.post_check) ran.push(...(await runCheck(place, step, check)));
  return ran;
}

async function runCheck(place: Workplace, step: PlanStep, check: PostCheck): Promise<readonly RanCheck[]> {
  if (!Array.isArray(check) && "unchanged_by" in check) {
    const outcome = await checkTransform({ scratch: place.scratch, machine: place.request.machine }, check.unchanged_by, step.files);
    return [{ name: check.unchanged_by, argv: ["unchanged_by", check.unchanged_by], outcome }];
  }
  if (!Array.isArray(check) && "added" in check) return [{ name: "added", argv: ["added", check.added], outcome: checkAdded(place.scratch, step) }];
  if (!Array.isArray(check) && "restored" in check) {
    return [{ name: "restored", argv: ["restored", check.restored], outcome: await checkRestored(place, step) }];
  }
  if (!Array.isArray(check) && "unchanged_by_edit" in check) {
    return [{ name: check.unchanged_by_edit, argv: ["unchanged_by_edit", check.unchanged_by_edit], outcome: await checkEdit(editPlace(place), step, check.unchanged_by_edit) }];
  }
  if (!Array.isArray(check) && "unchanged_by_configured" in check) {
    return [{ name: check.unchanged_by_configured, argv: ["unchanged_by_configured", check.unchanged_by_configured], outcome: await checkGenerators(place, step) }];
  }
  if ("failing_command" in check) throw new Refusal("refused", `${step.skill.name} needs a language model, and none is configured here`, { setUp: true });
  const argv = withOptions(Array.isArray(check) ? check : check.prints_nothing, step.options);
  const ran: RanCheck[] = [];
  for (const group of groupByTool({ checkout: place.request.checkout, scratch: place.scratch }, step, argv)) {
    place.request.onProgress?.(argv.join(" "));
    const run = await runCommand(place, { step, group }, argv);
    const outcome = Array.isArray(check) ? outcomeOf(run) : silence(run);
    const said = run.outcome.truncated ? {} : { said: { text: run.text, folder: group.folder, checkout: place.request.checkout } };
    ran.push({ name: group.folder === "" ? nameOf(argv) : `${nameOf(argv)} in ${group.folder}`, argv, outcome, ...said });
  }
  return ran;
}

/** Whoever must print nothing fails by what it prints, with 1 as its exit code. */
function silence(run: CommandRun): CheckOutcome {
  const lines = run.text.split("\n").filter((line) => line.trim() !== "");
  if (run.outcome.exit !== 0 || lines.length === 0) return outcomeOf(run);
  return { exit: 1, summary: `it printed ${lines.length} ${lines.length === 1 ? "line" : "lines"}, and should print none: ${lines[0] ?? ""}`.slice(0, 2000) };
}

/** The tool's name: `npx --no-install eslint {files}` → `eslint`. */
function nameOf(argv: readonly string[]): string {
  return argv.find((word, index) => !word.startsWith("-") && !(index === 0 && word === "npx")) ?? "check";
}
