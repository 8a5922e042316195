import type { PlanStep } from "../core/fix/plan.ts";
import { withOptions } from "../core/command/with-options.ts";
import { groupByTool } from "./group-by-tool.ts";
import { refuseIfItOnlyChecks } from "./only-checks.ts";
import { editPlace } from "./read-repository.ts";
import { Refusal } from "./refusal.ts";
import { runAdd } from "./run-add.ts";
import { describe, runCommand, type Workplace } from "./run-command.ts";
import { runEdit } from "./run-edit.ts";
import { runGenerators } from "./run-generators.ts";
import { runRestore } from "./run-restore.ts";
import { runTransform } from "./run-transform.ts";

/** Runs the fix of a step in the scratch. A fixer's exit code says nothing (many end with 1 when they leave something): the post-checks decide. Being stopped does: it throws Refusal. */
export async function runFix(place: Workplace, step: PlanStep): Promise<void> {
  for (const command of step.fix) {
    if (!Array.isArray(command) && "configured" in command) {
      await runGenerators(place, step);
      continue;
    }
    if (!Array.isArray(command) && "model" in command) throw new Refusal("refused", `${step.skill.name} needs a language model, and none is configured here`, { setUp: true });
    if (!Array.isArray(command) && "add" in command) {
      runAdd(place.scratch, step);
      continue;
    }
    if (!Array.isArray(command) && "restore" in command) {
      await runRestore(place, step);
      continue;
    }
    if (!Array.isArray(command) && "edit" in command) {
      await runEdit(editPlace(place), step, command.edit);
      continue;
    }
    if (!Array.isArray(command)) {
      await runTransform({ scratch: place.scratch, machine: place.request.machine }, command.transform, step.files);
      continue;
    }
    const argv = withOptions(command, step.options);
    refuseIfItOnlyChecks(place.scratch, step, argv);
    for (const group of groupByTool({ checkout: place.request.checkout, scratch: place.scratch }, step, argv)) {
      place.request.onProgress?.(argv.join(" "));
      const { outcome } = await runCommand(place, { step, group }, argv);
      if (outcome.exit === null) throw new Refusal("failed", `${step.skill.name}: ${argv.join(" ")} was ${describe(outcome)}`);
    }
  }
}
