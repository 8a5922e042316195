/** How far a repair on its way has come, in words: the page looks again by itself while it moves. */
import type { Repair } from "../core/repair/repair.ts";
import type { Stage } from "../core/repair/tell/stage.ts";
import { html, type Html } from "./html.ts";

const stages = ["queued", "reading the log", "fixing", "judging", "proposing"] as const;

/** Whether something is being done about it now, that ends by itself within minutes. */
export function isMoving({ step, hold, held_by, status, offer }: Repair): boolean {
  if (hold !== undefined || held_by !== null || status === "waiting_approval") return false;
  return step === "diagnose" || step === "collect" || (step === "gate" && offer !== null && offer.number === null && status !== "escalated");
}

/** `told`: what its step said last that it is at. Null: nothing is being done now. */
export function stageStrip(repair: Repair, told: Stage | null): Html | null {
  if (!isMoving(repair)) return null;
  const now = stages.indexOf(stageOf(repair, told));
  const skills = repair.plan?.steps.map(({ skill }) => skill.name).join(", ") ?? "";
  return html`<ol class="phases" aria-label="Progress">${stages.map((name, index) => html`<li class="${index < now ? "done" : index === now ? "now" : ""}">${name}${index === now && name === "fixing" ? html` <span class="soft">${skills}${repair.status === "running" ? "" : ", waiting for a runner"}</span>` : null}</li>`)}</ol>`;
}

function stageOf({ step, approval }: Repair, told: Stage | null): (typeof stages)[number] {
  if (step === "gate") return "proposing";
  if (step === "diagnose") return told === "reading" ? "reading the log" : "queued";
  return told === "judging" || approval !== undefined ? "judging" : "fixing";
}
