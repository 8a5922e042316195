/** `waive` and `mode`: a person's word that holds until it ends, kept with who gave it. */
import { code, prose } from "../../pull-request/neutral-text.ts";
import { listed } from "../../pull-request/failure-name.ts";
import { milliseconds } from "../../identity/timestamp.ts";
import type { Command } from "../command.ts";
import { modeOf } from "../order.ts";
import { placeOf } from "../request.ts";
import { declined, sworn, type Answered, type Answering } from "./answered.ts";

type Waive = Extract<Command, { readonly verb: "waive" }>;
type SetMode = Extract<Command, { readonly verb: "mode" }>;

/** A waiver by a comment is for days, not for ever: what shall last stands in the configuration. */
const MOST_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

export function answerWaive({ rule, reason, until }: Waive, answering: Answering): Answered {
  const { request, at, rules, power, pull } = answering;
  const number = placeOf(request);
  const last = Date.parse(`${until}T00:00:00Z`);
  const today = Math.floor(milliseconds(at) / DAY_MILLISECONDS) * DAY_MILLISECONDS;
  if (power !== "maintain") return declined("A waiver asks for the role maintain or admin: whoever may change the default branch can also name it there, under `gate.waivers` in `.github/regreen.yml`.");
  if (number === null || pull === null) return declined("A waiver is for one pull request: ask on it. What shall hold for all stands under `gate.waivers` in `.github/regreen.yml`.");
  const problem = whyNotWaivable(rule, rules);
  if (problem !== null) return declined(problem);
  if (Number.isNaN(last) || last < today) return declined(`${until} is over.`);
  if (last > today + MOST_DAYS * DAY_MILLISECONDS) return declined(`A waiver by a command holds for at most ${MOST_DAYS} days. What shall hold longer stands under \`gate.waivers\` in \`.github/regreen.yml\`.`);
  const text = `${code(rule)} ${request.dry_run ? "would be" : "is"} waived for #${number} to the end of ${until} (UTC), by ${code(request.actor)}: ${prose(reason)}. The verdict shows it.`;
  if (request.dry_run) return { done: true, text };
  const waiver = { rule, pull: number, reason, by: request.actor, until };
  return { done: true, text, orders: [{ kind: "waiver", waiver, at }], entries: [sworn(answering, { decision: "waived", rule, reason, until, pull: number })] };
}

function whyNotWaivable(rule: string, rules: Answering["rules"]): string | null {
  const known = rules.filter(({ id }) => id === rule);
  if (known.length === 0) {
    const waivable = [...new Set(rules.filter((one) => one.waivable && !one.organisation).map(({ id }) => code(id)))];
    return `No policy in force here has a rule ${code(rule)}. ${waivable.length === 0 ? "None of its rules can be waived." : `Waivable are ${listed(waivable)}.`}`;
  }
  if (known.every(({ organisation }) => organisation)) return `${code(rule)} is the organisation's: a repository cannot waive it.`;
  return known.some(({ waivable, organisation }) => waivable && !organisation) ? null : `${code(rule)} cannot be waived: its pack says so.`;
}

/** No language model is at work yet: the mode is kept for the day that one is, and this says so. */
export function answerMode({ mode, reason = null }: SetMode, answering: Answering): Answered {
  const { settings, orders, request, at } = answering;
  const idle = settings.llm.enabled ? "" : " No language model is at work here (`llm.enabled` is false), so it changes nothing for now.";
  if (mode === null) {
    const set = modeOf(orders);
    return { done: true, text: `The mode is **${set?.mode ?? settings.llm.mode}**${set === null ? ", as the configuration says" : `, set by ${code(set.by)}`}.${idle}` };
  }
  const text = `The mode ${request.dry_run ? "would be" : "is"} **${mode}** from now on, by ${code(request.actor)}${reason === null ? "" : `: ${prose(reason)}`}.${idle}`;
  if (request.dry_run) return { done: true, text };
  return { done: true, text, orders: [{ kind: "mode", mode, by: request.actor, at }], entries: [sworn(answering, { decision: "mode", mode, ...(reason === null ? {} : { reason }) })] };
}
