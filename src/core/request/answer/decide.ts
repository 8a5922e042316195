/** `approve req_…` and `reject req_…`: a person's word about what an App or a workflow asked for. */
import { listed } from "../../pull-request/failure-name.ts";
import { code, prose } from "../../pull-request/neutral-text.ts";
import type { Command } from "../command.ts";
import { declined, type Answered, type Answering } from "./answered.ts";

type Decide = Extract<Command, { readonly verb: "decide" }>;

export function answerDecide({ how, request: id, reason }: Decide, { request, named }: Answering): Answered {
  const waiting = named?.get(id) ?? null;
  if (waiting === null) return declined(`There is no request \`${id}\` in this repository.`);
  if (waiting.state !== "waiting_approval" || waiting.approved_by !== null || waiting.refused !== undefined) return declined(`\`${id}\` does not wait for an approval (${waiting.state.replaceAll("_", " ")}).`);
  const asked = `${code(waiting.actor)} asked for ${listed(waiting.lines.slice(0, 5).map(code))}`;
  const why = reason === null ? "" : ` The reason is kept: ${prose(reason)}`;
  if (request.dry_run) return { done: true, text: `\`${id}\` would be ${how === "approve" ? "approved" : "refused"}: ${asked}.${why}` };
  const text = how === "approve" ? `Approved: ${asked}. It is done now.${why}` : `Refused: ${asked}. Nothing of it is done.${why}`;
  return { done: true, text, rulings: [{ request: id, how, by: request.actor, reason }] };
}
