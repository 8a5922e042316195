import { applyEdit } from "../core/skill/edit/apply-edit.ts";
import type { Edit } from "../core/skill/contract.ts";
import type { PlanStep } from "../core/fix/plan.ts";
import { readRepository, readText, type EditPlace } from "./read-repository.ts";
import { Refusal } from "./refusal.ts";
import { writeScratch } from "./scratch.ts";

/** Makes a built-in edit in the files of a step that the failure has places in. Throws Refusal where one of them cannot be mended without a guess. */
export async function runEdit(place: EditPlace, step: PlanStep, edit: Edit): Promise<void> {
  const places = step.places ?? [];
  if (places.length === 0) throw new Refusal("refused", `${step.skill.name} works where the failure is, and the log names no line of ${step.files.slice(0, 3).join(", ")}`);
  const repository = await readRepository(place, step.files, places);
  for (const path of step.files) {
    const own = places.filter(({ file }) => file === path);
    const text = readText(place.scratch, path);
    if (text === null) throw new Refusal("refused", `${path}: its bytes are not valid UTF-8`);
    const edited = own.length === 0 ? null : applyEdit(edit, { path, text, places: own, repository });
    if (edited?.outcome === "refused") throw new Refusal("refused", `${path}: ${edited.reason}`);
    if (edited !== null && edited.text !== text) writeScratch(place.scratch, path, Buffer.from(edited.text, "utf8"));
  }
}
