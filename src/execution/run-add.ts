/** Adds the one file that the plan describes. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PlanStep } from "../core/fix/plan.ts";
import type { CheckOutcome } from "../core/fix/result.ts";
import { Refusal } from "./refusal.ts";
import { markOf, readScratch, requirePlainFolders } from "./scratch.ts";

/** Throws Refusal where something stands there already. */
export function runAdd(scratch: string, { adds, skill }: PlanStep): void {
  if (adds === undefined) throw new Refusal("refused", `the plan does not say what ${skill.name} adds`);
  requirePlainFolders(scratch, adds.path);
  const target = join(scratch, adds.path);
  if (markOf(target) !== null) throw new Refusal("refused", `${adds.path} stands there already`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, adds.content);
}

export function checkAdded(scratch: string, { adds }: PlanStep): CheckOutcome {
  const isThere = adds !== undefined && markOf(join(scratch, adds.path))?.kind === "file" && Buffer.from(readScratch(scratch, adds.path)).toString("utf8") === adds.content;
  return isThere ? { exit: 0, summary: "passed" } : { exit: 1, summary: `${adds?.path ?? "the note"} is not there` };
}
