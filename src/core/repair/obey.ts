/** What a repair does when people told it something: each instruction is sworn to with who, why and when, whether or not it changed anything. Pure. */
import type { Configuration } from "../configuration/configuration.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import { pullRequestMarker } from "../pull-request/build-pull-request.ts";
import { close } from "./close.ts";
import type { Decision } from "./decision.ts";
import { diaryOf } from "./diary.ts";
import { alter, ask, draft, swear } from "./draft.ts";
import { escalate } from "./escalate.ts";
import { tidyBranch } from "./gate/tidy-branch.ts";
import type { GivenInstruction, Instruction } from "./instruction.ts";
import type { Repair } from "./repair.ts";

export interface Obedience {
  readonly repair: Repair;
  /** Oldest first. */
  readonly given: readonly GivenInstruction[];
  readonly at: Timestamp;
  /** Null: there is none, or it cannot be read; then nobody is written to. */
  readonly configuration: Configuration | null;
  readonly webUrl: string | null;
  readonly history: readonly LedgerEntry[];
}

/** A patch that was made and passed every check, and is not offered: only its standing held it back. */
export function isKept({ step, status, phase, plan, execution }: Pick<Repair, "step" | "status" | "phase" | "plan" | "execution">): boolean {
  return step === "closed" && status === "escalated" && phase === "REVIEW" && plan !== null && execution !== null;
}

/** A stranger's pull request waits for a maintainer's word (`diagnose/stranger.ts`). */
export function awaitsPerson({ step, status, awaited }: Pick<Repair, "step" | "status" | "awaited">): boolean {
  return step === "diagnose" && status === "waiting_approval" && awaited === true;
}

export function obey(obedience: Obedience): Decision {
  const { repair, given, at } = obedience;
  const begun: Decision = { ...draft(repair), due: repair.step === "closed" ? null : at };
  const decided = given.reduce((decision, { instruction }) => obeyOne(decision, instruction, obedience), begun);
  return { ...decided, taken: given.map(({ id }) => id) };
}

function obeyOne(decision: Decision, instruction: Instruction, obedience: Obedience): Decision {
  const { repair } = decision;
  const { how, by, reason, request } = instruction;
  const sworn = swear(decision, { kind: "human_decision", at: obedience.at, payload: { decision: how, by, reason, request, status: repair.status } });
  if (how === "approve") return approved(sworn, instruction, obedience.at);
  if (repair.step === "closed" || (repair.step === "gate" && repair.status === "escalated")) return sworn;
  switch (how) {
    case "pause": return paused(sworn, instruction, obedience.at);
    case "resume": return goesOn(sworn, obedience.at);
    case "request-changes": return objected(sworn, instruction, obedience.at);
    case "reject": return rejected(sworn, instruction, obedience.at);
    case "escalate": return handedOver(sworn, instruction, obedience);
    case "abort": return close(closingOffer(withoutHold(sworn), instruction), { status: "closed", reason: because("ended by", instruction), at: obedience.at });
    default: return how satisfies never;
  }
}

/** `paused by octo: waiting for the release`. */
function because(what: string, { by, reason }: Instruction): string {
  return `${what} ${by}${reason === null ? "" : `: ${reason}`}`;
}

function paused(decision: Decision, instruction: Instruction, at: Timestamp): Decision {
  const { repair } = decision;
  if (repair.hold !== undefined) return decision;
  const failures = repair.failures.map((failure) => ({ ...failure, status: "paused" as const, timestamp: at }));
  const hold = { by: instruction.by, reason: instruction.reason, at, before: repair.status };
  return { ...alter(decision, { hold, status: "paused", failures, reason: because("paused by", instruction) }), due: null, pendingFixes: failures };
}

function withoutHold(decision: Decision): Decision {
  const { hold, ...rest } = decision.repair;
  if (hold === undefined) return decision;
  const failures = rest.failures.map((failure) => ({ ...failure, status: hold.before }));
  return { ...decision, repair: { ...rest, status: hold.before, failures, reason: null }, pendingFixes: failures };
}

/** Time that it was stopped does not count against its patience. */
function goesOn(decision: Decision, at: Timestamp): Decision {
  return decision.repair.hold === undefined ? decision : { ...alter(withoutHold(decision), { progressed_at: at }), due: at };
}

function approved(decision: Decision, { by }: Instruction, at: Timestamp): Decision {
  const { repair } = decision;
  if (awaitsPerson(repair)) return { ...alter(decision, { status: "pending", approval: { by, at, commit: repair.subject.head_sha }, reason: `released by ${by}`, progressed_at: at }), due: at };
  if (isKept(repair)) return { ...alter(decision, { step: "collect", status: "running", approval: { by, at, commit: null }, reason: `approved by ${by}: the kept patch is checked again`, progressed_at: at }), due: at };
  const free = withoutChanges(decision);
  if (repair.step !== "gate" || repair.status === "escalated" || repair.offer?.commit_sha == null) return free;
  return alter(free, { approval: { by, at, commit: repair.offer.commit_sha } });
}

function withoutChanges(decision: Decision): Decision {
  const { changes, ...rest } = decision.repair;
  return changes === undefined ? decision : { ...decision, repair: rest };
}

/** An earlier yes does not stand beside a later wish. */
function objected(decision: Decision, { by, reason }: Instruction, at: Timestamp): Decision {
  const { approval: _taken, ...rest } = decision.repair;
  return { ...decision, repair: { ...rest, changes: { by, reason: reason ?? "", at } } };
}

/** The closed pull request is a person's no: the gate sees it closed, and this failure is not offered again here. */
function rejected(decision: Decision, instruction: Instruction, at: Timestamp): Decision {
  const open = withoutHold(decision);
  if (numberOf(open.repair, instruction) === null) return close(open, { status: "closed", reason: because("declined by", instruction), at });
  return { ...alter(closingOffer(open, instruction), { reason: because("declined by", instruction) }), due: null };
}

function handedOver(decision: Decision, instruction: Instruction, { at, configuration, webUrl, history }: Obedience): Decision {
  const open = closingOffer(withoutHold(decision), instruction);
  const reason = because("a person took it over,", instruction);
  if (configuration === null) return close(open, { status: "failed", reason, at });
  return escalate(open, { reason, at, configuration, webUrl, diary: diaryOf(history) });
}

function closingOffer(decision: Decision, instruction: Instruction): Decision {
  const { id, subject } = decision.repair;
  const number = numberOf(decision.repair, instruction);
  if (number === null) return decision;
  const comment = `Closed: ${because("asked for by", instruction)}.`;
  return ask(decision, [{ key: `${id}:close:${instruction.request}`, repository: subject.repository, effect: { kind: "close_pull_request", number, marker: pullRequestMarker(id), comment } }, ...tidyBranch(decision.repair)]);
}

function numberOf({ offer }: Repair, { pull }: Instruction): number | null {
  return offer === null ? null : offer.number ?? pull;
}
