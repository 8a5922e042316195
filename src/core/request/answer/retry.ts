/** `retry`: a skill that was rolled back in this repository is put on trial again by a person. */
import { code, prose } from "../../pull-request/neutral-text.ts";
import { leastReason, trialChange } from "../../skill/standing/trial.ts";
import type { Command } from "../command.ts";
import { declined, sworn, type Answered, type Answering } from "./answered.ts";

type Retry = Extract<Command, { readonly verb: "retry" }>;

export function answerRetry({ skill, reason }: Retry, answering: Answering): Answered {
  const { request, at, power, standings } = answering;
  if (power !== "maintain") return declined("To put a skill on trial again asks for the role maintain or admin: it holds for the whole repository.");
  const known = standings?.get(skill);
  if (known === undefined) return declined(`There is no skill ${code(skill)} here.`);
  if (known.standing !== "rolled_back") return declined(`${code(`${skill} ${known.version}`)} was not rolled back here: it is ${known.standing}. ${prose(known.reason)}`);
  if (reason.length < leastReason) return declined(`retry needs a reason of at least ${leastReason} characters, kept in the ledger: what has changed, or why it was no fault of the skill.`);
  const text = `${code(`${skill} ${known.version}`)} ${request.dry_run ? "would be" : "is"} on trial again in this repository, by ${code(request.actor)}: ${prose(reason)}. It begins anew as ${known.begins_as}; only what it does from now on counts.`;
  if (request.dry_run) return { done: true, text };
  const change = trialChange({ skill, version: known.version, digest: known.digest, repo: request.repository.name, begins_as: known.begins_as, by: request.actor, reason, at });
  return { done: true, text, trials: [change], entries: [sworn(answering, { decision: "retry", skill, version: known.version, reason })] };
}
