import { applyEdit, needsPlaces } from "../core/skill/edit/apply-edit.ts";
import type { Edit } from "../core/skill/contract.ts";
import type { Edited } from "../core/skill/edit/edit.ts";
import type { PlanStep } from "../core/fix/plan.ts";
import type { CheckOutcome } from "../core/fix/result.ts";
import { readHeads, readRepository, readText, type EditPlace } from "./read-repository.ts";
import { Refusal } from "./refusal.ts";
import { writeScratch } from "./scratch.ts";

interface FileEdit { readonly path: string; readonly text: string; readonly edited: Edited }

/** Makes a built-in edit in the files of a step. Throws Refusal where one of them cannot be mended without a guess, before anything is written. */
export async function runEdit(place: EditPlace, step: PlanStep, edit: Edit): Promise<void> {
  if (needsPlaces(edit) && step.places === undefined) throw new Refusal("refused", `${step.skill.name} works where the failure is, and the log names no line of ${step.files.slice(0, 3).join(", ")}`);
  for (const { path, text, edited } of await decide(place, step, edit)) {
    if (edited.outcome === "refused") throw new Refusal("refused", `${path}: ${edited.reason}`);
    if (edited.text !== text) writeScratch(place.scratch, path, Buffer.from(edited.text, "utf8"));
  }
}

/** Whether the edit would change nothing more. */
export async function checkEdit(place: EditPlace, step: PlanStep, edit: Edit): Promise<CheckOutcome> {
  const open = (await decide(place, step, edit)).filter(({ text, edited }) => edited.outcome === "refused" || edited.text !== text).map(({ path }) => path);
  if (open.length === 0) return { exit: 0, summary: "passed" };
  return { exit: 1, summary: `${open.length} ${open.length === 1 ? "file" : "files"} to change: ${open.join(", ")}`.slice(0, 2000) };
}

async function decide(place: EditPlace, { files, places = [] }: PlanStep, edit: Edit): Promise<readonly FileEdit[]> {
  const repository = needsPlaces(edit) ? await readRepository(place, files, places) : readHeads(place);
  return files.map((path) => {
    const text = readText(place.scratch, path);
    if (text === null) return { path, text: "", edited: { outcome: "refused", reason: "its bytes are not valid UTF-8" } };
    const own = places.filter(({ file }) => file === path);
    return { path, text, edited: needsPlaces(edit) && own.length === 0 ? { outcome: "text", text } : applyEdit(edit, { path, text, places: own, repository }) };
  });
}
