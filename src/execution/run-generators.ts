/** The repository's own commands that make files (`skills.generate`), as the plan names them: its configuration is read from the default branch, never from here. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { PlanStep } from "../core/fix/plan.ts";
import type { CheckOutcome } from "../core/fix/result.ts";
import { isMadeBy } from "../core/skill/generate.ts";
import { Refusal } from "./refusal.ts";
import { describe, outcomeOf, runCommand, type Workplace } from "./run-command.ts";
import { listScratch, markOf, readScratch } from "./scratch.ts";

/** Runs each in its order at the root. Throws Refusal where one does not end well: what it left would be half a truth. */
export async function runGenerators(place: Workplace, step: PlanStep): Promise<void> {
  for (const { run } of step.generate ?? []) {
    place.request.onProgress?.(run.join(" "));
    const ran = await runCommand(place, { step, group: { folder: "", files: step.files } }, run);
    if (ran.outcome.exit !== 0) throw new Refusal("failed", `${step.skill.name}: ${run.join(" ")} ended with ${describe(ran.outcome)}: ${outcomeOf(ran).summary}`);
  }
}

/** Whether they leave everything that they make as it is. A command that writes something else each time (a date, an order) never passes. */
export async function checkGenerators(place: Workplace, step: PlanStep): Promise<CheckOutcome> {
  const before = made(place.scratch, step);
  await runGenerators(place, step);
  const after = made(place.scratch, step);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).toSorted();
  if (changed.length === 0) return { exit: 0, summary: "passed" };
  return { exit: 1, summary: `${changed.length} ${changed.length === 1 ? "file" : "files"} out of date: ${changed.join(", ")}`.slice(0, 2000) };
}

/** Digests of what the commands may make, by path. */
function made(scratch: string, { generate }: PlanStep): ReadonlyMap<string, string> {
  const paths = listScratch(scratch, new Set(["node_modules", ".git"])).filter((path) => (generate ?? []).some((one) => isMadeBy(one, path)));
  const files = paths.filter((path) => markOf(join(scratch, path))?.kind === "file");
  return new Map(files.map((path) => [path, createHash("sha256").update(readScratch(scratch, path)).digest("hex")]));
}
