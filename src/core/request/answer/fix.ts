/** `/autofix` and `/autofix rerun`: what is red here is diagnosed anew, or run again. */
import type { Command } from "../command.ts";
import { code } from "../../pull-request/neutral-text.ts";
import { counted, listed } from "../../pull-request/failure-name.ts";
import { isOwnBranch } from "../../event/own-branch.ts";
import { openRequested } from "../../repair/open-repair.ts";
import { subjectKey, type Repair, type Subject } from "../../repair/repair.ts";
import { awaitsPerson } from "../../repair/obey.ts";
import { isKind } from "../verbs.ts";
import { foldedHelp } from "./help.ts";
import { declined, type Answered, type Answering } from "./answered.ts";
import { repairsHere } from "./place.ts";
import { answerSteer } from "./steer.ts";
import type { Head, RedCheck } from "./snapshot.ts";

type Fix = Extract<Command, { readonly verb: "fix" }>;

/** More red checks than these on one commit are one trouble, not many. */
const MOST_RED = 20;

export function answerFix(fix: Fix, answering: Answering): Answered {
  const { head, red, skills } = answering;
  const { wants } = fix.wanted;
  if (wants !== null && !isKind(wants) && !skills.has(wants)) return declined(`There is no command, no skill and no kind of failure called ${code(wants)}.\n\n${foldedHelp(answering.settings.commands.prefix)}`);
  const strangers = head?.fork === true ? repairsHere(answering).filter(awaitsPerson) : [];
  if (strangers.length > 0) return release(fix, strangers, answering);
  const ready = notReady(answering);
  if (ready !== null || head === null) return declined(ready ?? "The branch is gone.");
  // Its own failing offer is no work for Regreen (row E9).
  if (isOwnBranch(head.branch)) return declined("This is an offer of Regreen's own, and it does not mend what it offers itself: `rerun` runs its failed jobs again, `reject` declines it, and a person may push to its branch.");
  const known = red.map((check) => ({ check, by: atWork(check, { fix, answering, head }) }));
  const opened = known.filter(({ by }) => by === null).slice(0, MOST_RED).map(({ check }, index) => open(check, fix, { answering, head, index }));
  const underway = [...new Set(known.flatMap(({ by }) => by ?? []))];
  const follows = [...underway.map(({ id }) => id), ...opened.map(({ opened: { repair } }) => repair.id)];
  const unasked = underway.filter(({ requested }) => requested === undefined).map(({ id }) => id);
  return { done: true, text: textOf({ ...fix, scan: fix.scan || answering.request.dry_run }, { red, head, underway: underway.length }), follows, underway: unasked, opens: opened.map((one) => one.opened), entries: opened.map(({ entry }) => entry) };
}

/** As the label does: a maintainer's word for this head of a stranger's pull request. What is found is suggested; nothing of it is run with a credential. */
function release({ wanted, scan }: Fix, repairs: readonly Repair[], answering: Answering): Answered {
  const { prefix } = answering.settings.commands;
  if (scan || Object.values(wanted).some((part) => part !== null)) return declined(`Regreen waits for a maintainer here, since this is the author's first pull request: \`${prefix}\` alone lets it go on.`);
  return answerSteer({ verb: "steer", how: "approve", fix: null, reason: null }, { ...answering, repairs });
}

/** Why nothing can be done about this commit now; null: something can. */
function notReady({ head, red, running, request }: Answering): string | null {
  if (head === null) return "There is no commit to look at: the branch or the pull request is gone.";
  if (head.fork) return "The head of this pull request is in a fork. Nothing from a fork runs with a credential, so Regreen does not work on it; a maintainer can push the branch here, and ask again there.";
  if (red.length > 0) return null;
  const where = `${code(head.branch)} at ${head.sha.slice(0, 7)}`;
  if (running > 0) return `Nothing is red on ${where} so far; ${counted(running, "run")} ${running === 1 ? "has" : "have"} not ended. Regreen looks by itself when ${running === 1 ? "it does" : "they do"}.`;
  return `Nothing is red on ${where}.${request.origin.kind === "comment" && !request.origin.pull ? " An issue stands for the default branch: ask on a pull request about its own head." : ""}`;
}

/** A repair of the same run that is not over, or that this very request has opened before. One that only looks (before somebody approved, say) mends nothing. */
function atWork({ source }: RedCheck, { fix: { scan }, answering: { repairs, request }, head }: { readonly fix: Fix; readonly answering: Answering; readonly head: Head }): Repair | null {
  const key = subjectKey(subjectOf({ source, name: "" }, head, request.repository));
  const looks = scan || request.dry_run;
  return repairs.find((repair) => (repair.step !== "closed" || repair.requested?.request === request.id) && (looks || repair.requested?.scan !== true) && subjectKey(repair.subject) === key && repair.only_skill === undefined) ?? null;
}

function subjectOf({ source }: RedCheck, head: Head, repository: Subject["repository"]): Subject {
  return { repository, branch: head.branch, head_sha: head.sha, source, pull_request: head.pull };
}

function open(check: RedCheck, fix: Fix, { answering: { request, at, index: command }, head, index }: { readonly answering: Answering; readonly head: Head; readonly index: number }): ReturnType<typeof openRequested> {
  const requested = { by: request.actor, request: request.id, wanted: fix.wanted, scan: fix.scan || request.dry_run };
  return openRequested(subjectOf(check, head, request.repository), requested, { at, index: command * MOST_RED + index });
}

function textOf({ scan, wanted }: Fix, { red, head, underway }: { readonly red: readonly RedCheck[]; readonly head: Head; readonly underway: number }): string {
  const checks = listed(red.slice(0, 5).map(({ name }) => code(name))) + (red.length > 5 ? ` and ${red.length - 5} more` : "");
  const only = [wanted.wants, wanted.file, wanted.folder, wanted.tool].flatMap((part) => (part === null ? [] : [code(part)]));
  const what = scan ? "Regreen looks at what it would run, and changes nothing" : underway === 0 ? "Regreen works on it" : "Regreen is at work on it already";
  return `Red on ${code(head.branch)} at ${head.sha.slice(0, 7)}: ${checks}. ${what}${only.length === 0 ? "" : ` (only ${listed(only)})`}.`;
}

/** Only runs of Actions can be run again by anybody but their own CI. */
export function answerRerun(answering: Answering): Answered {
  const { head, red, request } = answering;
  const ready = notReady(answering);
  if (ready !== null || head === null) return declined(ready ?? "The branch is gone.");
  const runs = red.flatMap(({ name, source }) => (source.kind === "workflow_run" ? [{ name, source }] : []));
  if (runs.length === 0) return declined(`What is red here is not run by GitHub Actions (${listed(red.slice(0, 5).map(({ name }) => code(name)))}): its own CI runs it again.`);
  const text = `The failed jobs of ${listed(runs.slice(0, 5).map(({ name }) => code(name)))} ${request.dry_run ? "would be run again" : "are run again"}.`;
  if (request.dry_run) return { done: true, text };
  return { done: true, text, effects: runs.map(({ source }) => ({
    key: `${request.id}:rerun:${source.run_id}:${source.run_attempt}`, repository: request.repository,
    effect: { kind: "rerun_failed_jobs", run_id: source.run_id, attempt: source.run_attempt, debug: false },
  })) };
}
