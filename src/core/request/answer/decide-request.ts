/**
 * A request's decision: who asks is looked at first, then each command is answered, a reaction and one comment are asked for; afterwards the comment is written anew
 * whenever what it tells of has moved. Pure.
 */
import { after, milliseconds } from "../../identity/timestamp.ts";
import type { Configuration } from "../../configuration/configuration.ts";
import type { EffectRequest } from "../../repair/effect.ts";
import type { Repair } from "../../repair/repair.ts";
import { addedLines } from "../command-lines.ts";
import { restingRequest, type RequestDecision } from "../decision.ts";
import { swornRequest } from "../open-request.ts";
import { parseCommand, type Reading } from "../parse-command.ts";
import { spokenIn, type Origin, type Outcome, type Request } from "../request.ts";
import { answerReading } from "./answer-command.ts";
import type { Answered } from "./answered.ts";
import { answerMarker, composeAnswer } from "./compose.ts";
import type { AnswerSnapshot } from "./snapshot.ts";

/** Nobody reads an answer's changes after so long. */
const FOLLOWED_DAYS = 7;
/** An answer is written anew at most so often. */
const MOST_EDITIONS = 20;

export function decideRequest(snapshot: AnswerSnapshot): RequestDecision {
  const { request } = snapshot;
  switch (request.state) {
    case "asked":
    case "waiting_approval": return decideAsked(snapshot);
    case "followed": return decideFollowed(snapshot);
    case "closed": return restingRequest(request);
    default: return request.state satisfies never;
  }
}

/** It cannot be answered: the one who asked sees that it was read, and the reason is kept. */
export function decideUnanswerable(request: Request, reason: string): RequestDecision {
  return reacted(over(request, `it could not be answered: ${reason}`), "confused");
}

function over(request: Request, reason: string): RequestDecision {
  return restingRequest({ ...request, state: "closed", reason });
}

function decideAsked(snapshot: AnswerSnapshot): RequestDecision {
  const { request, configuration, power } = snapshot;
  if (configuration === null) return over(request, "no configuration");
  if (!configuration.ok) return reacted(over(request, "the configuration has a mistake: nothing else happens until it is right"), "confused");
  const { configuration: settings } = configuration;
  const readings = readingsOf(snapshot, settings);
  if (readings.length === 0) return over(request, "no command of ours, or none that did not run before");
  if (!settings.enabled) return over(request, "the repository's configuration says enabled: false");
  if (power === "none" && request.approved_by === null) return refused(snapshot);
  if (request.refused !== undefined) return declined(request, request.refused, snapshot.at);
  if (request.machine && request.approved_by === null && !request.dry_run) return held(snapshot, settings, readings);
  if (settings.dry_run && spokenIn(request) !== null) return over(request, "dry run: nobody is written to");
  return answered(snapshot, settings, readings);
}

/** The commands that are ours; of an edited comment those that did not run before. A request that is no comment needs no prefix. */
export function readingsOf({ request, earlier }: Pick<AnswerSnapshot, "request" | "earlier">, { commands: { prefix } }: Configuration): readonly Exclude<Reading, { readonly kind: "other" }>[] {
  const fresh = addedLines(request.lines, earlier.flatMap(({ lines }) => lines));
  const bare = spokenIn(request) === null;
  const readings = fresh.map((line) => parseCommand(bare && !line.toLowerCase().startsWith(prefix.toLowerCase()) ? `${prefix} ${line}` : line, prefix));
  return readings.flatMap((reading) => (reading.kind === "other" ? [] : [aboutThread(reading, request.origin)]));
}

/** Said on a line of a file, a fix is asked for in that file, unless it says where. */
function aboutThread(reading: Exclude<Reading, { readonly kind: "other" }>, origin: Origin): Exclude<Reading, { readonly kind: "other" }> {
  if (origin.kind !== "thread" || reading.kind !== "read" || reading.command.verb !== "fix") return reading;
  const { wanted } = reading.command;
  return wanted.file !== null || wanted.folder !== null ? reading : { ...reading, command: { ...reading.command, wanted: { ...wanted, file: origin.path } } };
}

/** Quiet, and said once: no comment that anybody could make Regreen write (attacks G10, R09). */
function refused({ request, at }: AnswerSnapshot): RequestDecision {
  const reason = `${request.actor} may not write to this repository`;
  const ended = reacted(over(request, reason), "-1");
  return { ...ended, entries: [swornRequest(request, at, { decision: "refused", by: request.actor, reason })] };
}

/** What a machine asks for waits for a person, who sees what it would come to: that is looked at now, as a dry run. */
function held(snapshot: AnswerSnapshot, settings: Configuration, readings: readonly Exclude<Reading, { readonly kind: "other" }>[]): RequestDecision {
  const { request, at } = snapshot;
  const reason = `an App asked, not a person: \`${settings.commands.prefix} approve ${request.id}\`, the dashboard or \`regreen requests approve ${request.id}\` lets it be done`;
  if (request.state === "waiting_approval") return restingRequest(request);
  const { opens, entries, preview } = rehearsed({ ...snapshot, request: { ...request, dry_run: true } }, settings, readings);
  return { ...restingRequest({ ...request, state: "waiting_approval", reason, preview: [...preview] }), opens, entries: [swornRequest(request, at, { decision: "held", by: request.actor, reason }), ...entries] };
}

/** Repairs that only look are all that a dry run asks for. */
function rehearsed(snapshot: AnswerSnapshot, settings: Configuration, readings: readonly Exclude<Reading, { readonly kind: "other" }>[]): Pick<RequestDecision, "opens" | "entries"> & { readonly preview: readonly Outcome[] } {
  const answers = readings.map((reading, index) => ({ reading, answer: answerReading(reading, { ...snapshot, settings, index }) }));
  return { preview: outcomesOf(answers), opens: answers.flatMap(({ answer }) => answer.opens ?? []), entries: answers.flatMap(({ answer }) => answer.entries ?? []) };
}

function declined(request: Request, { by, reason }: NonNullable<Request["refused"]>, at: AnswerSnapshot["at"]): RequestDecision {
  return { ...over(request, `${by} refused it${reason === null ? "" : `: ${reason}`}`), entries: [swornRequest(request, at, { decision: "declined", by, reason, asked_by: request.actor })] };
}

function reacted(decision: RequestDecision, content: "eyes" | "-1" | "confused"): RequestDecision {
  const { request } = decision;
  const { origin } = request;
  // GitHub takes no reactions to the text of a review.
  if (origin.kind !== "comment" && origin.kind !== "thread") return decision;
  const effect: EffectRequest = {
    key: `${request.id}:react:${content}`, repository: request.repository, effect: { kind: "react", comment_id: origin.comment_id, content, ...(origin.kind === "thread" ? { on: "thread" as const } : {}) },
  };
  return { ...decision, effects: [...decision.effects, effect] };
}

function answered(snapshot: AnswerSnapshot, settings: Configuration, readings: readonly Exclude<Reading, { readonly kind: "other" }>[]): RequestDecision {
  const { request, at } = snapshot;
  const answers = readings.map((reading, index) => ({ reading, answer: answerReading(reading, { ...snapshot, settings, index }) }));
  const outcomes = outcomesOf(answers);
  const approval = request.approved_by === null ? [] : [swornRequest(request, at, { decision: "approved", by: request.approved_by, asked_by: request.actor })];
  const gathered = gather(reacted(restingRequest({ ...request, outcomes }), "eyes"), answers.map(({ answer }) => answer));
  const opened = gathered.opens.map(({ repair }) => repair);
  return told({ ...gathered, entries: [...approval, ...gathered.entries] }, snapshot, [...opened, ...snapshot.repairs]);
}

function outcomesOf(answers: readonly { readonly reading: Exclude<Reading, { readonly kind: "other" }>; readonly answer: Answered }[]): Outcome[] {
  return answers.map(({ reading, answer: { done, text, follows = [], underway = [] } }) => ({ line: reading.line, done, text, follows: [...follows], ...(underway.length === 0 ? {} : { underway: [...underway] }) }));
}

function gather(decision: RequestDecision, answers: readonly Answered[]): RequestDecision {
  return answers.reduce((gathered, { opens = [], entries = [], effects = [], instructions = [], orders = [], rulings = [], trials = [] }) => ({
    ...gathered, opens: [...gathered.opens, ...opens], entries: [...gathered.entries, ...entries], effects: [...gathered.effects, ...effects],
    instructions: [...gathered.instructions, ...instructions], orders: [...gathered.orders, ...orders], rulings: [...gathered.rulings, ...rulings], trials: [...gathered.trials, ...trials],
  }), decision);
}

function decideFollowed(snapshot: AnswerSnapshot): RequestDecision {
  const { request, at } = snapshot;
  if (wasLeftAside(snapshot)) return { ...restingRequest({ ...request, state: "asked", reason: "what was at work on it already has left it aside: it is asked anew" }), due: at };
  return told(restingRequest(request), snapshot, snapshot.repairs);
}

/** A repair that nobody had asked for heeds the repository's settings, and may do nothing: that is no answer to somebody who asks. */
function wasLeftAside({ request, repairs }: AnswerSnapshot): boolean {
  const underway = new Set(request.outcomes.flatMap((outcome) => outcome.underway ?? []));
  return repairs.some(({ id, step, status }) => underway.has(id) && step === "closed" && status === "skipped");
}

/** Asks for the answer where it says something else than it did; goes on following while there is something to follow. */
function told(decision: RequestDecision, { at, webUrl, untold = new Set() }: AnswerSnapshot, repairs: readonly Repair[]): RequestDecision {
  const { request } = decision;
  const answer = composeAnswer({ id: request.id, outcomes: request.outcomes, repairs, webUrl });
  const written = answer === request.answer || request.edition >= MOST_EDITIONS ? decision : write(decision, answer);
  const follows = request.outcomes.flatMap((outcome) => outcome.follows);
  const isMoving = follows.some((fix) => untold.has(fix) || repairs.find(({ id }) => id === fix)?.step !== "closed") || decision.instructions.length > 0;
  const isFresh = milliseconds(at) - milliseconds(request.opened_at) < FOLLOWED_DAYS * 86_400_000;
  if (follows.length === 0 || !isMoving || !isFresh) return { ...written, request: { ...written.request, state: "closed", reason: "answered" }, due: null };
  // What it follows may have moved while it was answered, and then wakes it no more: it is looked at once more, as soon as it follows.
  const due = request.state === "followed" ? after(request.opened_at, FOLLOWED_DAYS * 86_400) : at;
  return { ...written, request: { ...written.request, state: "followed", reason: "answered; told on as its repairs move" }, due };
}

function write(decision: RequestDecision, answer: string): RequestDecision {
  const { request } = decision;
  const kept = { ...decision, request: { ...request, answer, edition: request.edition + 1 } };
  const spoken = spokenIn(request);
  if (spoken === null) return kept;
  const effect: EffectRequest = {
    key: `${request.id}:answer:${request.edition}`, repository: request.repository,
    effect: { kind: "upsert_comment", number: spoken.number, marker: answerMarker(request.id), body: answer, ...(request.origin.kind === "thread" ? { thread_id: request.origin.thread_id } : {}) },
  };
  return { ...kept, effects: [...kept.effects, effect] };
}
