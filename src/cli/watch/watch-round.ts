/** One round of a watch: run the command, read what failed, mend what may be mended, run it again, keep or roll back. */
import { realpathSync } from "node:fs";
import { Writable } from "node:stream";
import { judgeFix, whyNotAgain, withTried, type Outcome, type Tally } from "../../core/watch/round.ts";
import type { RoundResult } from "../../core/watch/summary.ts";
import type { Choice } from "../../core/skill/choose.ts";
import type { Io } from "../command.ts";
import { findSkills } from "../fix/find-skills.ts";
import { mendFailure, type Case } from "../fix/mend-failure.ts";
import { readFailure, type Failure } from "../fix/read-failure.ts";
import type { Project } from "../fix/read-project.ts";
import { failureText, reportText } from "../fix/report.ts";
import { narrow } from "../impact/narrow.ts";
import type { WatchOptions } from "./options.ts";
import { undo } from "./undo.ts";

export interface Watching {
  readonly options: WatchOptions;
  readonly io: Io;
  readonly state: string;
  readonly signal: AbortSignal;
  /** Told what is being done. */
  readonly busy: (what: string) => void;
  /** Written for people when something happened. */
  readonly say: (text: string) => void;
}

export interface Round extends RoundResult {
  readonly tally: Tally;
  readonly exit: number;
  readonly mended: readonly string[];
}

const quiet = new Writable({ write: (_chunk, _encoding, done) => { done(); } });

export interface RoundGiven {
  /** As it stands now. */
  readonly project: Project;
  /** Of the rounds before. */
  readonly tally: Tally;
  /** What changed since the command last passed; null: it has not passed yet. */
  readonly changed: readonly string[] | null;
}

/** Faults of the checkout, the configuration and the sandbox are thrown on. */
export async function watchRound(watching: Watching, { project, tally, changed }: RoundGiven): Promise<Round> {
  const failure = await runCheck(watching, project, changed);
  const exit = failure.exit ?? 1;
  const nothing = { tally, exit, mended: [], attempts: 0, fixes: 0, rolledBack: 0, refusals: [] };
  if (exit === 0 || watching.signal.aborted) return { ...nothing, red: false };
  if (failure.diagnosis.reports.length === 0) return { ...nothing, red: true, refusals: [`\`${watching.options.command}\` fails (exit ${String(exit)}), and no known failure is in its output`] };
  return mendRound(watching, { project, failure, tally });
}

/** The command in the user's shell; its output is read, not shown. The tests that the change can reach come first: where they fail, the others are not waited for. */
async function runCheck(watching: Watching, project: Project, changed: readonly string[] | null): Promise<Failure> {
  const { options: { command, all }, io, signal } = watching;
  const narrowed = all || changed === null ? null : await narrow({ command, checkout: project.checkout, directory: realpathSync(io.directory), environment: io.environment, changed });
  if (narrowed?.kind === "narrowed") {
    const first = await run(watching, project, narrowed.command);
    if ((first.exit !== 0 && first.diagnosis.reports.length > 0) || signal.aborted) return { ...first, check: command };
  }
  return run(watching, project, command);
}

async function run({ io, signal, busy }: Watching, project: Project, command: string): Promise<Failure> {
  busy(`running ${command}`);
  return readFailure({ kind: "run", command }, project.checkout, { io: { ...io, stderr: quiet }, signal });
}

async function mendRound(watching: Watching, { project, failure, tally }: { readonly project: Project; readonly failure: Failure; readonly tally: Tally }): Promise<Round> {
  const { options, io, state, say, busy } = watching;
  const found = await findSkills({ options: { source: { kind: "stdin" }, logOfJob: null, dryRun: options.dryRun, suggest: false, json: options.json, noSandbox: options.noSandbox }, io, state: options.dryRun ? null : state, project, failure });
  const mostAttempts = options.mostAttempts ?? project.configuration.fix.max_attempts;
  const choices = found.choices.map((choice) => heldBack(choice, whyNotAgain(tally, choice.report.fingerprint, mostAttempts)));
  const refusals = choices.flatMap((choice) => (choice.skill === null ? [choice.reason] : []));
  const answered = choices.flatMap((choice) => (choice.skill === null ? [] : [choice.report.fingerprint]));
  say(failureText(choices));
  const exit = failure.exit ?? 1;
  if (answered.length === 0) return { red: true, tally, exit, mended: [], attempts: 0, fixes: 0, rolledBack: 0, refusals };
  busy("mending");
  return mendAnswered(watching, { ...found, choices }, { answered, refusals, tally, exit });
}

function heldBack(choice: Choice, why: string | null): Choice {
  return choice.skill === null || why === null ? choice : { report: choice.report, skill: null, refusal: "attempts", reason: why };
}

async function mendAnswered(watching: Watching, found: Case, { answered, refusals, tally, exit }: { readonly answered: readonly string[]; readonly refusals: readonly string[]; readonly tally: Tally; readonly exit: number }): Promise<Round> {
  const { say, signal, options, state } = watching;
  const { report, written } = await mendFailure(found);
  say(reportText(report));
  const base = { red: true, attempts: 1, mended: [], rolledBack: 0 } as const;
  const notHeld = report.tried.flatMap(({ result }) => (result.outcome === "changed" ? [] : [result.reason ?? `the fix ${result.outcome}`]));
  if (options.dryRun) return { ...base, fixes: 0, tally: withTried(tally, answered, false), exit, refusals };
  if (written.length === 0) return { ...base, fixes: 0, tally: withTried(tally, answered, false), exit, refusals: [...refusals, ...notHeld] };
  const after = signal.aborted ? null : await runCheck(watching, found.project, written.flat().map(({ path }) => path));
  const stopped = after === null || signal.aborted;
  const judgement = stopped ? { kind: "roll-back" as const, reason: "the watch was stopped before the command had run again" }
    : judgeFix({ answered, before: outcomeOf(found.failure), after: outcomeOf(after) });
  if (judgement.kind === "keep") {
    say(judgement.remaining === 0 ? `\`${options.command}\` passes now.\n` : `Kept; ${String(judgement.remaining)} of the failures before remain.\n`);
    return { ...base, fixes: 1, tally: withTried(tally, answered, true), exit: after?.exit ?? exit, mended: answered, refusals };
  }
  const left = undo(written, { checkout: found.project.checkout, state });
  say(`Rolled back: ${judgement.reason}.${left.length === 0 ? "" : ` Edited since, and left to you: ${left.join(", ")}.`}\n`);
  return { ...base, fixes: 0, rolledBack: 1, tally: stopped ? tally : withTried(tally, answered, false), exit, refusals: [...refusals, judgement.reason] };
}

function outcomeOf({ exit, diagnosis }: Failure): Outcome {
  return { exit: exit ?? 1, fingerprints: diagnosis.reports.map(({ fingerprint }) => fingerprint) };
}
