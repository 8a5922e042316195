/** What only tells: status, list, explain, report. */
import type { Command } from "../command.ts";
import type { FixId } from "../../identity/identifier.ts";
import type { PendingFix } from "../../failure/pending-fix.ts";
import { code, fenced, prose, shorten } from "../../pull-request/neutral-text.ts";
import { counted, failureName, listed, problemCount } from "../../pull-request/failure-name.ts";
import { isKept } from "../../repair/obey.ts";
import type { Repair } from "../../repair/repair.ts";
import { modeOf, waiversOf } from "../order.ts";
import { declined, type Answered, type Answering } from "./answered.ts";
import { repairNamed, repairsHere } from "./place.ts";
import { statusLine } from "./status-line.ts";

const MOST_SHOWN = 20;

/** Follows nothing: it says how things stand now. */
export function answerStatus(fix: FixId | null, answering: Answering): Answered {
  const meant = meantBy(fix, answering);
  if (meant === null) return declined(`There is no repair \`${fix ?? ""}\` in this repository.`);
  const lines = meant.length === 0 ? ["No repair stands here."] : bullets(meant, answering);
  return { done: true, text: [...lines, ...ordersInForce(answering)].join("\n") };
}

function bullets(repairs: readonly Repair[], { webUrl }: Answering): readonly string[] {
  const shown = repairs.slice(0, MOST_SHOWN).map((repair) => `- ${statusLine(repair, webUrl)}`);
  return repairs.length > MOST_SHOWN ? [...shown, `- and ${repairs.length - MOST_SHOWN} more`] : shown;
}

/** Null: a repair was named that there is not. */
function meantBy(fix: FixId | null, answering: Answering): readonly Repair[] | null {
  if (fix === null) return repairsHere(answering);
  const named = repairNamed(fix, answering);
  return named === null ? null : [named];
}

function ordersInForce({ orders, at }: Answering): readonly string[] {
  const waived = waiversOf(orders).filter(({ until }) => `${until}T23:59:59Z` >= at).slice(-10).map(({ rule, pull, until, by, reason }) => `- waived${pull === undefined ? "" : ` for #${pull}`}: ${code(rule)} until ${until} by ${code(by)}: ${prose(reason)}`);
  const mode = modeOf(orders);
  return [...waived, ...(mode === null ? [] : [`- mode: ${mode.mode}, set by ${code(mode.by)}`])];
}

type List = Extract<Command, { readonly verb: "list" }>;

export function answerList({ priority, skill }: List, answering: Answering): Answered {
  const open = answering.repairs.filter(({ step }) => step !== "closed");
  const wanted = open.filter(({ failures, only_skill }) => (priority === null || failures.some(({ mps }) => mps.priority === priority)) && (skill === null || only_skill === skill || failures.some(({ skill_id }) => skill_id === skill)));
  if (wanted.length === 0) return { done: true, text: open.length === 0 ? "No repair is open in this repository." : `None of the ${counted(open.length, "open repair")} is like that.` };
  return { done: true, text: bullets(wanted, answering).join("\n") };
}

/** What failed, why this skill or none, and what a person can do. */
export function answerExplain(fix: FixId | null, answering: Answering): Answered {
  const meant = meantBy(fix, answering);
  if (meant === null) return declined(`There is no repair \`${fix ?? ""}\` in this repository.`);
  const [newest, ...others] = meant.toSorted((one, other) => Number(one.step === "closed") - Number(other.step === "closed"));
  if (newest === undefined) return { done: true, text: nothingHere(answering) };
  const more = others.length === 0 ? "" : `\n\nAlso here: ${listed(others.slice(0, 5).map(({ id }) => `\`${id}\``))}${others.length > 5 ? " and more" : ""}; \`explain fix_…\` tells of each.`;
  return { done: true, text: `${explained(newest, answering)}${more}` };
}

function nothingHere({ red, head, settings }: Answering): string {
  if (head !== null && red.length > 0) return `Red here: ${listed(red.slice(0, 5).map(({ name }) => code(name)))}. No repair is known of it: either Regreen does not react to it by itself (\`react\` in \`.github/regreen.yml\`), or it has not been told yet. \`${settings.commands.prefix}\` asks for one.`;
  return "Nothing is red here, as far as Regreen knows, and no repair stands here.";
}

function explained(repair: Repair, answering: Answering): string {
  const { webUrl, settings } = answering;
  const failures = repair.failures.slice(0, 5).map(failureText);
  return [
    statusLine(repair, webUrl), "",
    "**What failed**", "", ...(failures.length === 0 ? ["- It is not diagnosed yet."] : failures), "",
    "**Why this**", "", `- ${whyThis(repair)}`, "",
    "**What you can do**", "", `- ${whatNow(repair, settings.commands.prefix)}`,
    ...(repair.failures[0]?.error_snippet ? ["", `<details><summary>What the log says</summary>\n\n${fenced(shorten(repair.failures[0].error_snippet, 3_000))}\n\n</details>`] : []),
  ].join("\n");
}

function failureText(failure: PendingFix): string {
  const [place] = failure.locations;
  const where = place === undefined ? failure.file_paths.slice(0, 3).map(code).join(", ") : code(`${place.file}${place.line === null ? "" : `:${place.line}`}`);
  const told = place?.message == null ? "" : `: ${code(shorten(place.message, 200))}`;
  return `- ${code(failure.check)}: ${prose(failureName(failure))}, ${counted(problemCount(failure), "problem")}${where === "" ? "" : `, such as ${where}`}${told} (${failure.failure_class}, sure to ${Math.round(failure.confidence * 100)} %, ${failure.mps.priority})`;
}

function whyThis({ plan, reason, failures }: Repair): string {
  if (plan !== null) {
    const steps = plan.steps.map(({ skill, files }) => `${code(skill.name)} ${skill.version} on ${counted(files.length, "file")}`);
    return `The contract of ${listed(steps)} covers ${counted(failures.length, "failure")} of this kind in these files.${reason === null ? "" : ` Now: ${prose(reason)}`}`;
  }
  return reason === null ? "No skill is chosen yet." : `No skill runs: ${prose(reason)}`;
}

function whatNow(repair: Repair, prefix: string): string {
  if (repair.hold !== undefined) return `\`${prefix} resume\` goes on; \`${prefix} abort\` ends it.`;
  if (isKept(repair)) return `\`${prefix} approve ${repair.id}\` lets the kept patch be offered; \`${prefix} apply ${repair.execution ?? ""} --dry-run\` says what it holds.`;
  switch (repair.step) {
    case "diagnose":
    case "collect": return `Wait: this takes minutes at most. \`${prefix} pause\` stops it for now.`;
    case "gate": return repair.offer?.number == null ? "Wait: people are being told." : `Review #${repair.offer.number}: merge it when \`regreen/policy\` is green, or \`${prefix} reject\` to decline it.`;
    case "guard": return "Look at the check `regreen/policy`: it says what does not hold, and why.";
    case "onboard": return "Wait: the repository is being looked at, for the pull request that switches Regreen on.";
    case "observe": return "Nothing: a log is being watched, and what it shows is told in an issue of its own.";
    case "closed": return closedNow(repair, prefix);
    default: return repair.step satisfies never;
  }
}

function closedNow({ status, failures }: Repair, prefix: string): string {
  if (status === "merged") return "Nothing. To undo it, revert its pull request.";
  const snippet = failures[0]?.tool == null ? "Mend it by hand" : `Mend it by hand (the check of ${code(failures[0].tool)} says what it wants)`;
  return `${snippet}; or change what the reason names (a skill under \`skills.opt_in\`, a limit), and ask again with \`${prefix}\`.`;
}

/** Reports have no room of their own yet. */
export function answerReport({ settings }: Answering): Answered {
  return declined(`There are no scheduled reports yet: \`reports\` in \`.github/regreen.yml\` is read and kept for them. Until then \`${settings.commands.prefix} list\` shows what is open here, and \`regreen fingerprints\` where the App runs shows what was seen how often.`);
}
