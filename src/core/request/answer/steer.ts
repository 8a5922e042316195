/** Approve, reject, request changes, pause, resume, escalate, abort: each becomes an instruction to the repairs that are meant, which obey it by themselves. */
import { code, prose } from "../../pull-request/neutral-text.ts";
import { listed } from "../../pull-request/failure-name.ts";
import { awaitsPerson, isKept } from "../../repair/obey.ts";
import type { Repair } from "../../repair/repair.ts";
import type { Command, Steering } from "../command.ts";
import { declined, type Answered, type Answering } from "./answered.ts";
import { offers, repairNamed, repairsHere } from "./place.ts";

type Steer = Extract<Command, { readonly verb: "steer" }>;

export function answerSteer(steer: Steer, answering: Answering): Answered {
  const { how, fix } = steer;
  const named = fix === null ? null : repairNamed(fix, answering);
  if (fix !== null && named === null) return declined(`There is no repair \`${fix}\` in this repository.`);
  const meant = named === null ? repairsHere(answering) : [named];
  const able = meant.filter((repair) => whyNot(how, repair, answering) === null);
  const [first] = meant;
  if (able.length === 0) return declined(first === undefined ? `No repair stands here. Name one: \`${answering.settings.commands.prefix} ${how} fix_…\`; \`list\` shows them.` : `${capital(whyNot(how, first, answering) ?? "")}.`);
  if (able.length > 1 && !together.has(how) && !able.every(awaitsPerson)) return declined(`Several repairs stand here: ${listed(able.map(({ id }) => `\`${id}\``))}. Name one.`);
  return told(steer, able, answering);
}

/** What may be said of all repairs of a place at once. */
const together: ReadonlySet<Steering> = new Set<Steering>(["pause", "resume", "abort", "escalate"]);

/** In plain words why this cannot be done to the repair; null: it can. */
function whyNot(how: Steering, repair: Repair, { settings, pull }: Answering): string | null {
  const isOver = repair.step === "closed" || (repair.step === "gate" && repair.status === "escalated");
  if (how === "approve") return whyNotApprove(repair, settings.auto_merge.enabled);
  if (isOver) return `\`${repair.id}\` is over (${repair.status})`;
  switch (how) {
    case "pause": return repair.hold === undefined ? null : `\`${repair.id}\` is paused already, by ${code(repair.hold.by)}`;
    case "resume": return repair.hold === undefined ? `\`${repair.id}\` is not paused` : null;
    case "reject": return repair.offer?.number == null && !offers(repair, { pull }) ? `\`${repair.id}\` offers nothing yet; \`abort\` ends it` : null;
    case "request-changes": return repair.delivery !== undefined ? `\`${repair.id}\` was brought already: say it on the pull request` : null;
    case "escalate":
    case "abort": return null;
    default: return how satisfies never;
  }
}

function whyNotApprove(repair: Repair, merges: boolean): string | null {
  if (isKept(repair) || awaitsPerson(repair) || (repair.changes !== undefined && repair.step !== "closed")) return null;
  if (repair.step !== "gate" || repair.offer?.number == null || repair.status !== "proposed") return `\`${repair.id}\` waits for no approval`;
  return merges ? null : "merging is yours here: `auto_merge` is off in `.github/regreen.yml`, so an approval would change nothing. Merge the pull request when `regreen/policy` is green";
}

function told({ how, reason }: Steer, repairs: readonly Repair[], { request, at, pull, settings }: Answering): Answered {
  const names = listed(repairs.map(({ id }) => `\`${id}\``));
  const why = reason === null ? "" : ` The reason is kept: ${prose(reason)}`;
  const follows = repairs.map(({ id }) => id);
  if (request.dry_run) return { done: true, text: `${names} would be told: ${how}.${why}` };
  const instructions = repairs.map((repair) => ({ repair: repair.id, instruction: { how, by: request.actor, reason, at, request: request.id, pull: offers(repair, { pull }) ? pull?.number ?? null : null } }));
  return { done: true, text: `${sentence(how, names, { first: repairs[0], merges: settings.auto_merge.enabled })}${why}`, follows, instructions };
}

function approval(names: string, { first, merges }: { readonly first: Repair | undefined; readonly merges: boolean }): string {
  if (first !== undefined && awaitsPerson(first)) return `Released. Regreen looks at ${names}; nothing of a fork is run with a credential, so what it finds is suggested on the lines. The next commit of the author waits again.`;
  if (first !== undefined && isKept(first)) return `Approved. The kept patch of ${names} is checked again on the branch as it stands now, and offered if every rule allows it.`;
  const taken = first?.changes === undefined ? "" : ` What ${code(first.changes.by)} asked to be changed does not hold it up any more.`;
  return merges ? `Approved. ${names} is merged as soon as every policy is green, as long as its head stays what it is now.${taken}` : `Approved: ${names}.${taken} Merge it when \`regreen/policy\` is green.`;
}

function sentence(how: Steering, names: string, { first, merges }: { readonly first: Repair | undefined; readonly merges: boolean }): string {
  switch (how) {
    case "approve": return approval(names, { first, merges });
    case "request-changes": return `Changes are asked for. ${names} stays open and is not merged until somebody approves it; a person may push the change to its branch, and Regreen does not push over it.`;
    case "reject": return `Declined. The pull request of ${names} is closed, and this failure is not offered again on this branch.`;
    case "pause": return `Paused. Nothing more is done about ${names} until it is resumed.`;
    case "resume": return `Resumed: ${names}.`;
    case "escalate": return `Handed to people: an issue tells what is known of ${names}.`;
    case "abort": return `Ended: ${names}. An open pull request of it is closed.`;
    default: return how satisfies never;
  }
}

function capital(text: string): string {
  return text.startsWith("`") ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
