/** `apply`: a kept patch by the execution that made it. */
import { code, prose } from "../../pull-request/neutral-text.ts";
import { counted, listed } from "../../pull-request/failure-name.ts";
import { isKept } from "../../repair/obey.ts";
import type { Repair } from "../../repair/repair.ts";
import type { ExecutionId } from "../../identity/identifier.ts";
import type { Command } from "../command.ts";
import { declined, type Answered, type Answering } from "./answered.ts";
import { statusLine } from "./status-line.ts";

type Apply = Extract<Command, { readonly verb: "apply" }>;

export function answerApply({ execution, dry_run }: Apply, answering: Answering): Answered {
  const { request, at, webUrl } = answering;
  const repair = made(execution, answering);
  if (repair === null) return declined(`Nothing is known here of ${code(execution)}.`);
  if (!isKept(repair)) return declined(`The patch of ${code(execution)} does not wait to be applied. ${statusLine(repair, webUrl)}.`);
  const steps = repair.plan?.steps ?? [];
  const files = [...new Set(steps.flatMap((step) => step.files))];
  const holds = `${code(execution)} ran ${listed(steps.map(({ skill }) => `${code(skill.name)} ${skill.version}`))} on ${counted(files.length, "file")} (${listed(files.slice(0, 5).map(code))}${files.length > 5 ? " and more" : ""})`;
  if (dry_run || request.dry_run) return { done: true, text: `${holds}. It would be checked again on ${code(repair.subject.branch)} as it stands now, and offered as a pull request. It is kept because ${prose(repair.reason ?? "it was not offered")}` };
  const instruction = { how: "approve", by: request.actor, reason: `apply ${execution}`, at, request: request.id, pull: null } as const;
  return { done: true, text: `${holds}. It is checked again on ${code(repair.subject.branch)} as it stands now, and offered if every rule allows it.`, follows: [repair.id], instructions: [{ repair: repair.id, instruction }] };
}

function made(execution: ExecutionId, { repairs }: Answering): Repair | null {
  return repairs.find((repair) => repair.execution === execution) ?? null;
}
