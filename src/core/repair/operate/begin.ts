/** Begins an operational answer, or runs the failed jobs again after what was to be done first. The repair rests until the run has ended, to say what it cost. */
import { spend } from "../../budget/spend.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import { close } from "../close.ts";
import type { Decision } from "../decision.ts";
import { alter, ask } from "../draft.ts";
import type { Repair } from "../repair.ts";
import type { Answer } from "./answer.ts";
import { inWords, MINUTES_BUDGET, whyTooDear, type MinutesSpent } from "./minutes.ts";

/** How often the run is looked at where nobody tells us that it ended. */
export const LOOK_SECONDS = 60;

export interface Beginning {
  readonly at: Timestamp;
  /** What the failed jobs took, and what the repository has spent. */
  readonly minutes: MinutesSpent;
}

/** In: a decision on a repair without a plan. */
export function beginAnswer(decision: Decision, answer: Answer, { at, minutes }: Beginning): Decision {
  const { skill, prepare, rerun, debug, reason } = answer;
  const dear = rerun ? whyTooDear(minutes) : null;
  if (dear !== null) return close(decision, { status: "skipped", reason: `${answer.failureClass} passes by itself, and ${skill} is not run: ${dear}`, at });
  const begun = alter(decision, { status: "running", progressed_at: at, reason, operation: { kind: "answer", skill, reason, rerun, debug, prepared: prepare === null, minutes: minutes.expected } });
  return prepare === null ? runAgain(begun, at) : { ...ask(begun, [prepare]), due: null };
}

/** The jobs' minutes are counted at once, by what they took before: what they really take is settled when they have ended. */
export function runAgain(decision: Decision, at: Timestamp): Decision {
  const { repair } = decision;
  const { source, repository, head_sha } = repair.subject;
  if (source.kind !== "workflow_run" || repair.operation?.kind !== "answer") throw new TypeError(`${repair.id} has no run to run again`);
  const { minutes, debug } = repair.operation;
  const counted = spend(decision, { budget: MINUTES_BUDGET, amount: minutes, at, what: `expected: the failed jobs took ${inWords(minutes)}` });
  const asked = ask(counted, [{
    key: `${repository.id}:rerun:${head_sha}:${source.workflow}`, repository, effect: { kind: "rerun_failed_jobs", run_id: source.run_id, attempt: source.run_attempt, debug },
  }]);
  return { ...alter(asked, { operation: { ...repair.operation, prepared: true }, progressed_at: at }), due: null };
}

/** Settles what the jobs really took, and ends the repair. `minutes` null: it is not known, and what was expected stays counted. */
export function endAnswer(decision: Decision, { at, minutes, ending }: { readonly at: Timestamp; readonly minutes: number | null; readonly ending: string }): Decision {
  const operation = answerOf(decision.repair);
  const settled = minutes === null ? decision : spend(decision, { budget: MINUTES_BUDGET, amount: minutes - operation.minutes, at, what: `settled: the jobs took ${inWords(minutes)}` });
  const cost = minutes === null ? `what it cost is not known (${inWords(operation.minutes)} were expected)` : `it cost ${inWords(minutes)}`;
  return close(settled, { status: "skipped", reason: `${operation.reason}; ${ending}; ${cost}`, at });
}

export function answerOf({ id, operation }: Repair): Extract<NonNullable<Repair["operation"]>, { readonly kind: "answer" }> {
  if (operation?.kind !== "answer") throw new TypeError(`${id} answers nothing`);
  return operation;
}
