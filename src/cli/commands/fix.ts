/** `regreen fix`: from a red log to a green working tree, or to the working tree as it was. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { systemRandomness } from "../../adapters/clock/system-randomness.ts";
import { findCheckout, workingFiles } from "../../adapters/git/checkout.ts";
import { findSandbox } from "../../adapters/sandbox/find-sandbox.ts";
import { shippedDigests } from "../../adapters/skills/read-shipped.ts";
import { builtInSkillsFolder } from "../../adapters/skills/read-skills.ts";
import type { Configuration } from "../../core/configuration/configuration.ts";
import type { PendingFix } from "../../core/failure/pending-fix.ts";
import type { Digest } from "../../core/identity/digest.ts";
import { fixId, type FixId } from "../../core/identity/identifier.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import { placeReports } from "../../core/failure/place-reports.ts";
import { chooseSkills, type Choice } from "../../core/skill/choose.ts";
import { orderChoices } from "../../core/skill/order-choices.ts";
import { registriesOf } from "../../config.ts";
import { standingIn, type StandingOf } from "../../core/skill/standing/skill-history.ts";
import type { Command, Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import type { Attempt } from "../fix/attempt.ts";
import { keep } from "../fix/keep.ts";
import { mend, type Mended } from "../fix/mend.ts";
import { readFixOptions, type FixOptions } from "../fix/options.ts";
import { pendingFixOf, type Occasion } from "../fix/pending-fixes.ts";
import { openProgress } from "../progress.ts";
import { readFailure, runCommand, type Failure } from "../fix/read-failure.ts";
import { readProject, type Project } from "../fix/read-project.ts";
import { recover } from "../fix/recover.ts";
import { remember } from "../fix/remember.ts";
import { failureText, reportJson, reportText, type FixReport } from "../fix/report.ts";
import { storePatch, type PatchInHand } from "../patches/stored-patch.ts";
import { plainText } from "../plain-text.ts";
import { readOverlay } from "../replay/read-overlay.ts";
import { recordAttempts } from "../replay/record-attempts.ts";
import { readEarned } from "../skills/read-earned.ts";
import { readSkillsOf } from "../skills/read-skills-of.ts";
import { stateFolder, stateFolderPath } from "../state-folder.ts";
import { untilSignalled } from "../until-signalled.ts";

const usage = `
Usage: regreen fix --run "<command>" | --log <file> | < log   [--dry-run] [--json]

Reads what failed, says which skill answers it, runs that skill on a copy of the
checkout in a sandbox, runs the post-checks, and keeps the change only if they
pass. Your uncommitted edits are part of what is repaired and are never lost: a
file is changed as it stands, or left as it is.

  --run "<command>"      run it in your shell, read its output, and run it again
                         after the fix
  --log <file>           read a log: of GitHub Actions, or what a tool printed
                         (-: standard input)
  --dry-run              show the plan and the patch; write nothing
  --suggest              keep the patch instead of applying it: regreen apply <execution>
  --json                 one JSON object on standard output
  --unsafe-no-sandbox    run the tools without a sandbox; the evidence says so

Examples:
  regreen fix --run "npm run lint"
  regreen fix --log ci.log --dry-run
  gh run view 123 --log-failed | regreen fix

What was done is entered in ModLog.md; evidence and ledger are kept in
$XDG_STATE_HOME/regreen, or ~/.local/state/regreen.
Exit codes: 0 fixed or nothing to do · 1 not fixed · 2 usage
            3 refused by a contract · 5 missing tool or no sandbox
`;

export const fix: Command = {
  name: "fix",
  summary: "mend what failed, in a sandbox, and keep it only if the checks pass",
  usage,
  async run(argv, io) {
    const options = readFixOptions(argv, io.stdin.isTTY === true);
    const checkout = realpathSync(await findCheckout(io.directory));
    const state = options.dryRun ? null : stateFolder(io.environment);
    if (state !== null && !recovered(state, checkout, io)) return exitCode.notFixed;
    const project = await readProject(checkout);
    const failure = await readFailure(options.source, checkout, io);
    if (failure.diagnosis.reports.length === 0 || failure.exit === 0) return sayNothingFailed(failure, options, io);
    const skillsFolder = builtInSkillsFolder();
    const [skills, shipped] = await Promise.all([readSkillsOf(checkout), shippedDigests(skillsFolder)]);
    const bounds = project.configuration.skills.standing;
    const { history } = await readEarned({ state: stateFolderPath(io.environment), repo: project.repo, window: bounds.window });
    const standingOf = standingIn({ history, bounds, shipped });
    const reports = placeReports(failure.diagnosis.reports, new Set(await workingFiles(checkout)));
    const choices = chooseSkills({ reports, skills, configuration: withSuggestions(project.configuration), standingOf });
    return mendChoices({ options, io, state, project, failure, skillsFolder, choices, standingOf, shipped });
  },
};

interface Case {
  readonly options: FixOptions;
  readonly io: Io;
  /** Null in a dry run: nothing is remembered. */
  readonly state: string | null;
  readonly project: Project;
  readonly failure: Failure;
  readonly skillsFolder: string;
  readonly choices: readonly Choice[];
  readonly standingOf: StandingOf;
  readonly shipped: ReadonlySet<Digest>;
}

/** What is not sure enough to be applied is still tried, and kept as a patch (row S5). */
function withSuggestions(configuration: Configuration): Configuration {
  return { ...configuration, fix: { ...configuration.fix, min_confidence: 0 } };
}

async function mendChoices(given: Case): Promise<ExitCode> {
  const { options, io, state, project, choices, shipped } = given;
  const openedAt = systemClock.now();
  const occasion: Occasion = { project, fixId: fixId(openedAt, systemRandomness.suffix(4)), at: openedAt, check: given.failure.check };
  if (!options.json) io.stdout.write(failureText(choices));
  const failures = choices.map((choice) => pendingFixOf(choice, occasion, choice.skill === null ? "escalated" : "planned"));
  let modLog: string | null = null;
  const overlay = state === null ? null : await readOverlay(project.checkout);
  const tried = await runGroups(given, (attempt) => {
    if (state !== null) modLog = keep({ project, state, attempt, at: openedAt, failures: answeredBy(attempt, failures) }).modLog;
  });
  if (state !== null) {
    for (const { attempt, why } of tried) if (why !== null && attempt.execution.result.outcome === "changed") storePatch(state, patchOf(attempt, { why, fixId: occasion.fixId, at: openedAt, failures: answeredBy(attempt, failures) }));
  }
  const { check, log } = given.failure;
  const recordings = recordAttempts({ fixId: occasion.fixId, checkout: project.checkout, check, log, overlay, failures, attempts: tried, at: openedAt });
  const evidence = state === null ? null
    : await remember({ state, project, fixId: occasion.fixId, openedAt, failures, attempts: tried, clock: systemClock, shipped, recordings });
  const rerun = await runAgain(given, tried);
  const report: FixReport = { dryRun: options.dryRun, check, failures, choices, tried: tried.map((one) => describeTried(one, state)), modLog, evidence, rerun };
  io.stdout.write(options.json ? reportJson(report) : reportText(report));
  return exitCodeFor(choices, { tried, rerun, asked: options.suggest });
}

function answeredBy({ plan }: Attempt, failures: readonly PendingFix[]): readonly PendingFix[] {
  return failures.filter((failure) => plan.steps.some((step) => step.skill.name === failure.skill_id));
}

function patchOf({ plan, execution, executionId }: Attempt, { why, fixId, at, failures }: { readonly why: string; readonly fixId: FixId; readonly at: Timestamp; readonly failures: readonly PendingFix[] }): PatchInHand {
  return { stored: { version: 1, execution: executionId, fix_id: fixId, at, why, plan, result: execution.result, failures: [...failures] }, patch: execution.patch };
}

/** `why`: it is only suggested, and for this reason; null: it is applied where it holds. */
interface Tried extends Mended { readonly why: string | null }

/** What may be applied is run first, as one plan; what is only suggested then, on what that left. */
async function runGroups(given: Case, keepIt: (attempt: Attempt) => void): Promise<readonly Tried[]> {
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

async function runPlans({ options, io, project, skillsFolder }: Case, choices: readonly Choice[], keepIt: Parameters<typeof mend>[2]): Promise<readonly Mended[]> {
  const progress = openProgress(io);
  const scratchRoot = mkdtempSync(join(tmpdir(), "regreen-fix-"));
  try {
    const sandbox = await findSandbox({ allowNone: options.noSandbox });
    return await untilSignalled((signal) => mend(orderChoices(choices), {
      project, sandbox, scratchRoot, skillsFolder, clock: systemClock, randomness: systemRandomness, path: io.environment["PATH"] ?? "/usr/bin:/bin", registries: registriesOf(io.environment), signal, onProgress: progress.begin,
    }, keepIt));
  } finally {
    progress.end();
    rmSync(scratchRoot, { recursive: true, force: true });
  }
}

function recovered(state: string, checkout: string, io: Io): boolean {
  const recovery = recover(state, checkout);
  switch (recovery.kind) {
    case "nothing": return true;
    case "busy":
      io.stderr.write(`regreen: another regreen (process ${recovery.process}) is writing to this checkout.\n  Wait until it has ended.\n`);
      return false;
    case "rolled-back":
      io.stderr.write(`regreen: an earlier run was killed in the middle; put back as it was: ${plainText(recovery.files.join(", ")) || "nothing"}\n`);
      if (recovery.left.length > 0) io.stderr.write(`  Edited since, and left to you: ${plainText(recovery.left.join(", "))}\n`);
      return true;
    default: return recovery satisfies never;
  }
}

function sayNothingFailed({ diagnosis, exit, check }: Failure, options: FixOptions, io: Io): ExitCode {
  const unknown = exit !== null && exit !== 0;
  const words = unknown ? `\`${check}\` failed (exit ${exit}), and no known failure was found in its output` : exit === 0 ? `\`${check}\` passes: nothing to do` : `no failure was found in ${diagnosis.lines} lines: nothing to do`;
  io.stdout.write(options.json ? `${JSON.stringify({ version: 1, dry_run: options.dryRun, check, failures: [], refusals: [], plans: [], modlog: null, evidence: null, rerun_exit: null })}\n` : `${plainText(words)}\n`);
  return unknown ? exitCode.notFixed : exitCode.done;
}

async function runAgain({ options, io, failure }: Case, mended: readonly Mended[]): Promise<number | null> {
  if (options.source.kind !== "run" || !mended.some((one) => one.kept)) return null;
  io.stderr.write(`\n$ ${plainText(failure.check)}\n`);
  return runCommand(options.source.command, io, () => undefined);
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
