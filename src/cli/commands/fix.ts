/** `regreen fix`: from a red log to a green working tree, or to the working tree as it was. */
import { realpathSync } from "node:fs";
import { isatty } from "node:tty";
import { findCheckout, openCheckout, originOf } from "../../adapters/git/checkout.ts";
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { findSkills } from "../fix/find-skills.ts";
import { mendFailure } from "../fix/mend-failure.ts";
import { readFixOptions, type FixOptions } from "../fix/options.ts";
import { readFailure, type Failure } from "../fix/read-failure.ts";
import { projectOf } from "../fix/read-project.ts";
import { recovered } from "../fix/recovered.ts";
import { failureText, reportJson, reportText } from "../fix/report.ts";
import { plainText } from "../plain-text.ts";
import { stateFolder } from "../state-folder.ts";

const usage = `
Usage: regreen fix --run "<command>" | --job <job> | --log <file> | < log
                   [--dry-run | --suggest] [--json]
       regreen fix --jobs [--json]

Reads what failed, says which skill answers it, runs that skill on a copy of the
checkout in a sandbox, runs the post-checks, and keeps the change only if they
pass. Your uncommitted edits are part of what is repaired and are never lost: a
file is changed as it stands, or left as it is.

  --run "<command>"      run it in your shell, read its output, and run it again
                         after the fix
  --job <job>            run what a job of .github/workflows runs: its script, in its
                         working directory, with its environment and CI=true. With
                         --log: that log is of this job
  --step <step>          which of its steps, by number, name or first line, where more
                         than one checks something
  --jobs                 list the jobs and their steps
  --log <file>           read a log: of GitHub Actions, or what a tool printed
                         (-: standard input)
  --dry-run              show the plan and the patch; write nothing
  --suggest              keep the patch instead of applying it: regreen apply <execution>
  --json                 one JSON object on standard output
  --unsafe-no-sandbox    run the tools without a sandbox; the evidence says so

Examples:
  regreen fix --run "npm run lint"
  regreen fix --job lint
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
    if (argv.includes("--jobs")) return listJobs(argv, realpathSync(await findCheckout(io.directory)), io);
    return mendHere(readFixOptions(argv, io.stdinDescriptor === undefined ? io.stdin.isTTY === true : isatty(io.stdinDescriptor)), io);
  },
};

async function listJobs(argv: readonly string[], checkout: string, io: Io): Promise<ExitCode> {
  const { values } = readArguments(argv, { command: "fix", options: { jobs: { type: "boolean" }, json: { type: "boolean" } }, positionals: { least: 0, most: 0 } });
  (await import("../fix/ask-job.ts")).listSteps(checkout, io, values.json === true ? "json" : "text");
  return exitCode.done;
}

async function mendHere(asked: FixOptions, io: Io): Promise<ExitCode> {
  const [{ checkout: named, head }, origin] = await Promise.all([openCheckout(io.directory), originOf(io.directory)]);
  const checkout = realpathSync(named);
  const options = await sourced(asked, checkout, io);
  const state = options.dryRun ? null : stateFolder(io.environment);
  if (state !== null && !recovered(state, checkout, io)) return exitCode.notFixed;
  const project = await projectOf({ checkout, head, origin });
  const read = await readFailure(options.source, checkout, io);
  const failure = options.logOfJob === null ? read : (await import("../fix/ask-job.ts")).placedByJob(read, options.logOfJob, checkout);
  if (failure.diagnosis.reports.length === 0 || failure.exit === 0) return sayNothingFailed(failure, options, io);
  const found = await findSkills({ options, io, state, project, failure });
  if (!options.json) io.stdout.write(failureText(found.choices));
  const { report, exit } = await mendFailure(found);
  io.stdout.write(options.json ? reportJson(report) : reportText(report));
  return exit;
}

/** What a job runs is read from the workflows: only where a job is named. */
async function sourced(asked: FixOptions, checkout: string, io: Io): Promise<FixOptions & { readonly source: Exclude<FixOptions["source"], { readonly kind: "job" }> }> {
  const source = asked.source.kind === "job" ? (await import("../fix/ask-job.ts")).runOfJob(asked.source, checkout, io) : asked.source;
  return { ...asked, source };
}

function sayNothingFailed({ diagnosis, exit, check }: Failure, options: FixOptions, io: Io): ExitCode {
  const unknown = exit !== null && exit !== 0;
  const words = unknown ? `\`${check}\` failed (exit ${exit}), and no known failure was found in its output` : exit === 0 ? `\`${check}\` passes: nothing to do` : `no failure was found in ${diagnosis.lines} lines: nothing to do`;
  io.stdout.write(options.json ? `${JSON.stringify({ version: 1, dry_run: options.dryRun, check, failures: [], refusals: [], plans: [], modlog: null, evidence: null, rerun_exit: null })}\n` : `${plainText(words)}\n`);
  return unknown ? exitCode.notFixed : exitCode.done;
}
