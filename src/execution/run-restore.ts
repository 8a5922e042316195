/** Takes a commit back: each file that it changed is put back to what the commit before it has, or taken away where it was not there. */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PlanStep } from "../core/fix/plan.ts";
import type { CheckOutcome } from "../core/fix/result.ts";
import type { CommittedFile } from "../ports/machine.ts";
import { Refusal } from "./refusal.ts";
import type { Workplace } from "./run-command.ts";
import { markOf, readScratch, requirePlainFolders } from "./scratch.ts";

/** Throws Refusal where the commit is not the one that is checked out, or the one before it is not here. */
export async function runRestore(place: Workplace, step: PlanStep): Promise<void> {
  const { scratch, request: { checkout, machine: { git } } } = place;
  const earlier = await earlierFiles(place, step);
  for (const path of step.files) {
    const file = earlier.get(path);
    const target = join(scratch, path);
    requirePlainFolders(scratch, path);
    rmSync(target, { force: true });
    if (file === undefined) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, await git.blob(checkout, file.sha));
    chmodSync(target, file.mode === "100755" ? 0o755 : 0o644);
  }
}

export async function checkRestored(place: Workplace, step: PlanStep): Promise<CheckOutcome> {
  const { scratch, request: { checkout, machine: { git } } } = place;
  const earlier = await earlierFiles(place, step);
  const open: string[] = [];
  for (const path of step.files) {
    const [file, now] = [earlier.get(path), markOf(join(scratch, path))];
    if (file === undefined) {
      if (now !== null) open.push(path);
    } else if (now?.kind !== "file" || now.mark.executable !== (file.mode === "100755") || Buffer.compare(readScratch(scratch, path), await git.blob(checkout, file.sha)) !== 0) open.push(path);
  }
  if (open.length === 0) return { exit: 0, summary: "passed" };
  return { exit: 1, summary: `${open.length} ${open.length === 1 ? "file" : "files"} not as before the commit: ${open.join(", ")}`.slice(0, 2000) };
}

async function earlierFiles({ request: { checkout, plan, machine: { git } } }: Workplace, { restore, skill }: PlanStep): Promise<ReadonlyMap<string, CommittedFile>> {
  if (restore === undefined) throw new Refusal("refused", `the plan does not say which commit ${skill.name} takes back`);
  if (plan.steps.length > 1 || restore.commit !== plan.base_sha) throw new Refusal("refused", `${skill.name} takes back the commit that is checked out, and nothing beside it`);
  const files = await git.filesOf(checkout, restore.parent);
  if (files === null) throw new Refusal("refused", `the checkout does not hold ${restore.parent.slice(0, 7)}, the commit before: give actions/checkout \`fetch-depth: 2\` in the fix workflow`, { setUp: true });
  return new Map(files.map((file) => [file.path, file]));
}
