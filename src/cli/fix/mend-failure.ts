/** Tries the skills that were chosen for a failure, on a copy of the checkout; what holds is kept in the working tree, and all of it remembered. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { systemRandomness } from "../../adapters/clock/system-randomness.ts";
import { findSandbox } from "../../adapters/sandbox/find-sandbox.ts";
import { registriesOf } from "../../core/registry/registries-of.ts";
import type { PendingFix } from "../../core/failure/pending-fix.ts";
import type { Digest } from "../../core/identity/digest.ts";
import { fixId, type FixId } from "../../core/identity/identifier.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import { skillsByRule } from "../../core/skill/by-rule.ts";
import type { Choice } from "../../core/skill/choose.ts";
import { orderChoices } from "../../core/skill/order-choices.ts";
import type { StandingOf } from "../../core/skill/standing/skill-history.ts";
import type { RememberedGit } from "../../execution/remembered-git.ts";
import type { Sandbox } from "../../ports/sandbox.ts";
import type { Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { narrow } from "../impact/narrow.ts";
import { storePatch, type PatchInHand } from "../patches/store-patch.ts";
import { plainText } from "../plain-text.ts";
import { openProgress } from "../progress.ts";
import { readOverlay } from "../replay/read-overlay.ts";
import { recordAttempts } from "../replay/record-attempts.ts";
import { untilSignalled } from "../until-signalled.ts";
import type { WantedFile } from "./apply-change.ts";
import type { Attempt } from "./attempt.ts";
import { keep } from "./keep.ts";
import { mend, type Mended } from "./mend.ts";
import type { FixOptions } from "./options.ts";
import { pendingFixOf, type Occasion } from "./pending-fixes.ts";
import { runCommand } from "./run-command.ts";
import type { Failure } from "./read-failure.ts";
import type { Project } from "./read-project.ts";
import { remember } from "./remember.ts";
import type { FixReport } from "./report.ts";

/** A failure, and what is needed to mend it. */
export interface Case {
  readonly options: FixOptions;
  readonly io: Io;
  /** Null in a dry run: nothing is remembered. */
  readonly state: string | null;
  readonly project: Project;
  readonly failure: Failure;
  /** What git said of the working tree, until it is written to. */
  readonly git: RememberedGit;
  readonly skillsFolder: string;
  readonly choices: readonly Choice[];
  readonly standingOf: StandingOf;
  readonly shipped: ReadonlySet<Digest>;
}

export interface MendedFailure {
  readonly report: FixReport;
  readonly exit: ExitCode;
  /** What stands in the working tree now that did not before, change by change. */
  readonly written: readonly (readonly WantedFile[])[];
}

/** Tries the skills that were chosen, keeps what holds, and remembers all of it. */
export async function mendFailure(given: Case): Promise<MendedFailure> {
  const { options, state, project, choices, shipped } = given;
  const openedAt = systemClock.now();
  const occasion: Occasion = { project, fixId: fixId(openedAt, systemRandomness.suffix(4)), at: openedAt, check: given.failure.check };
  const failures = choices.map((choice) => pendingFixOf(choice, occasion, choice.skill === null ? "escalated" : "planned"));
  let modLog: string | null = null;
  const written: (readonly WantedFile[])[] = [];
  const [overlay, sandbox] = await Promise.all([state === null ? null : readOverlay(project.checkout), sandboxFor(given)]);
  const tried = await runGroups({ ...given, sandbox }, (attempt) => {
    if (state === null) return;
    const kept = keep({ project, state, attempt, at: openedAt, failures: answeredBy(attempt, failures) });
    modLog = kept.modLog;
    written.push(kept.files);
  });
  if (state !== null) {
    for (const { attempt, why } of tried) if (why !== null && attempt.execution.result.outcome === "changed") storePatch(state, patchOf(attempt, { why, fixId: occasion.fixId, at: openedAt, failures: answeredBy(attempt, failures) }));
  }
  const { check, log } = given.failure;
  const recordings = recordAttempts({ fixId: occasion.fixId, checkout: project.checkout, check, log, overlay, failures, attempts: tried, at: openedAt });
  const evidence = state === null ? null
    : await remember({ state, project, fixId: occasion.fixId, openedAt, failures, attempts: tried, clock: systemClock, shipped, byRule: skillsByRule(choices.flatMap(({ skill }) => skill ?? []), { steps: [] }), recordings });
  const rerun = await runAgain(given, tried);
  const report: FixReport = { dryRun: options.dryRun, check, failures, choices, tried: tried.map((one) => describeTried(one, state)), modLog, evidence, rerun };
  return { report, exit: exitCodeFor(choices, { tried, rerun, asked: options.suggest }), written };
}

function answeredBy({ plan }: Attempt, failures: readonly PendingFix[]): readonly PendingFix[] {
  return failures.filter((failure) => plan.steps.some((step) => step.skill.name === failure.skill_id));
}

function patchOf({ plan, execution, executionId }: Attempt, { why, fixId, at, failures }: { readonly why: string; readonly fixId: FixId; readonly at: Timestamp; readonly failures: readonly PendingFix[] }): PatchInHand {
  return { stored: { version: 1, execution: executionId, fix_id: fixId, at, why, plan, result: execution.result, failures: [...failures] }, patch: execution.patch };
}

/** Null where no skill was chosen: nothing will be run. Fault `sandbox-unavailable`. */
async function sandboxFor({ choices, options }: Case): Promise<Sandbox | null> {
  return choices.some(({ skill }) => skill !== null) ? findSandbox({ allowNone: options.noSandbox }) : null;
}

interface Equipped extends Case { readonly sandbox: Sandbox | null }

/** `why`: it is only suggested, and for this reason; null: it is applied where it holds. */
interface Tried extends Mended { readonly why: string | null }

/** What may be applied is run first, as one plan; what is only suggested then, on what that left. */
async function runGroups(given: Equipped, keepIt: (attempt: Attempt) => void): Promise<readonly Tried[]> {
  const { choices, options } = given;
  const reasons = new Map(choices.map((choice) => [choice, whySuggested(choice, given)]));
  const applied = choices.filter((choice) => choice.skill !== null && reasons.get(choice) === null);
  const suggested = choices.filter((choice) => choice.skill !== null && reasons.get(choice) !== null);
  const first = applied.length === 0 ? [] : await runPlans(given, applied, options.dryRun ? null : keepIt);
  const second = suggested.length === 0 ? [] : await runPlans(given, suggested, null);
  const why = [...new Set(suggested.map((choice) => reasons.get(choice) ?? ""))].join("; ");
  return [...first.map((one) => ({ ...one, why: null })), ...second.map((one) => ({ ...one, why }))];
}

/** Null: it may be applied. */
function whySuggested(choice: Choice, { options, project, standingOf }: Case): string | null {
  if (choice.skill === null) return null;
  if (options.suggest) return "only a suggestion was asked for";
  const { standing, reason } = standingOf(choice.skill);
  if (standing === "candidate") return `${choice.skill.name} is a candidate here (${reason})`;
  const { min_confidence } = project.configuration.fix;
  return choice.report.confidence < min_confidence ? `the diagnosis is sure to ${choice.report.confidence}, and fix.min_confidence is ${min_confidence}` : null;
}

async function runPlans({ sandbox, io, project, git, skillsFolder }: Equipped, choices: readonly Choice[], keepIt: Parameters<typeof mend>[2]): Promise<readonly Mended[]> {
  if (sandbox === null) return [];
  const progress = openProgress(io);
  const scratchRoot = mkdtempSync(join(tmpdir(), "regreen-fix-"));
  try {
    return await untilSignalled((signal) => mend(orderChoices(choices), {
      project, git, sandbox, scratchRoot, skillsFolder, clock: systemClock, randomness: systemRandomness, path: io.environment["PATH"] ?? "/usr/bin:/bin", registries: registriesOf(io.environment), signal, onProgress: progress.begin,
    }, keepIt));
  } finally {
    progress.end();
    rmSync(scratchRoot, { recursive: true, force: true });
  }
}

/** The tests that the fix can reach come first: where they fail, the whole would too. */
async function runAgain({ options, io, failure, project }: Case, mended: readonly Mended[]): Promise<number | null> {
  if (options.source.kind !== "run" || !mended.some((one) => one.kept)) return null;
  const { command, as } = options.source;
  const changed = mended.flatMap(({ attempt, kept }) => (kept ? [...attempt.execution.contents.keys()] : []));
  const narrowed = await narrow({ command, checkout: project.checkout, directory: realpathSync(as?.directory ?? io.directory), environment: { ...io.environment, ...as?.environment }, changed });
  if (narrowed.kind === "narrowed") {
    io.stderr.write(`\n$ ${plainText(narrowed.command)}\n`);
    const exit = await runCommand({ ...options.source, command: narrowed.command }, io, () => undefined);
    if (exit !== 0) return exit;
  }
  io.stderr.write(`\n$ ${plainText(failure.check)}\n`);
  return runCommand(options.source, io, () => undefined);
}

function describeTried({ attempt: { plan, execution, executionId }, kept, why }: Tried, state: string | null): FixReport["tried"][number] {
  const suggested = why === null || state === null || execution.result.outcome !== "changed" ? null : { execution: executionId, why };
  return { suggested, plan, result: execution.result, patch: execution.patch, kept, added: execution.check?.added ?? 0, removed: execution.check?.removed ?? 0 };
}

/** 0 only when everything that failed was mended (in a dry run: would be). */
function exitCodeFor(choices: readonly Choice[], { tried, rerun, asked }: { readonly tried: readonly Tried[]; readonly rerun: number | null; readonly asked: boolean }): ExitCode {
  const outcomes = tried.map(({ attempt }) => attempt.execution.result);
  if (tried.some(({ attempt }) => attempt.execution.toolMissing)) return exitCode.environment;
  const contract = choices.some((choice) => choice.skill === null && ["outside-contract", "hostile-path", "opt-in", "disabled", "rolled-back"].includes(choice.refusal));
  if (outcomes.some((result) => result.outcome === "refused") || (tried.length === 0 && contract)) return exitCode.refused;
  const all = choices.every((choice) => choice.skill !== null) && outcomes.every((result) => result.outcome === "changed" || (result.outcome === "unchanged" && result.checks.every((check) => check.after.exit === 0)));
  const applied = asked || tried.every(({ why }) => why === null);
  return all && applied && (rerun ?? 0) === 0 ? exitCode.done : exitCode.notFixed;
}
