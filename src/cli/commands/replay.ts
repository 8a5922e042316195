/** `regreen replay`: runs a candidate version of a skill over recorded failures, and accepts or refuses it by what comes of that (row S9). */
import { resolve } from "node:path";
import { fromPhase } from "../../core/replay/from-phase.ts";
import { parseSignal, type Signal } from "../../core/replay/learning/signal.ts";
import { Phase } from "../../core/repair/phase.ts";
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { openReplayStore } from "../replay/open-replay-store.ts";
import { historyText, reportText } from "../replay/output.ts";
import { rehearse, type Rehearsed } from "../replay/rehearse.ts";
import { untilSignalled } from "../until-signalled.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen replay --skill <name> --candidate <folder> [--from <PHASE>] [--json] [--most <count>] [--seconds <count>] [--database <file | url>]
       regreen replay --history [--skill <name>] [--json] [--most <count>] [--database <file | url>]

Runs a candidate version of a skill (a folder with SKILL.md) over the failures that were recorded in this repository by regreen fix and by the App, and
over the skill's examples, each in the sandbox, beside the present version. It is accepted where it fixes at least as much, changes nothing wrongly,
refuses nothing that was fixed before, gives a reason for each refusal, and is not much slower, over at least 5 failures. An accepted candidate
is promoted in this repository. Each replay is sworn to in the ledger, and its report is kept, accepted or not: --history lists them.

  --skill <name>            the skill
  --candidate <folder>      where the candidate's SKILL.md stands
  --most <count>            at most so many of the latest recordings (50); of reports (20)
  --seconds <count>         at most so long for all of them (600); what is not reached counts against acceptance
  --from <PHASE>            meet recorded failures again from this phase on, the rest as it was recorded: STRATEGIZE or SPEC (the log is read anew; the
                            default), PLAN or THINK (a skill is chosen anew), IMPLEMENT (the recorded plan is run with the candidate's commands), VERIFY (the candidate's post-checks
                            are run on the recorded change), REVIEW (its contract is held against the recorded change; nothing is run).
                            From VERIFY on, failures that were not changed are set aside. PR and MONITOR write to GitHub, which no replay does
  --because <name=sentence> the signal that made it begin, kept with the report: regreen serve gives it (REGREEN_LEARNING)
  --json                    one JSON object: the report; with --history JSON Lines
  --unsafe-no-sandbox       run the tools without a sandbox; the report says so
  --database <file | url>   where recordings are kept: the App's database; by default DATABASE_URL, or regreen.db in the state folder

Example:
  regreen replay --skill our-lint --candidate .github/skills/our-lint

Nothing of the checkout is written. Stopped in the middle, nothing is kept.
Exit codes: 0 accepted · 2 usage · 3 refused by the rule · 5 no sandbox, or no database
`;

const options = {
  skill: { type: "string" }, candidate: { type: "string" }, history: { type: "boolean" }, json: { type: "boolean" }, most: { type: "string" },
  seconds: { type: "string", default: "600" }, database: { type: "string" }, "unsafe-no-sandbox": { type: "boolean" },
  from: { type: "string", default: "STRATEGIZE" }, because: { type: "string", multiple: true, default: [] as string[] },
} as const;

export const replay: Command = {
  name: "replay",
  summary: "try a new version of a skill on recorded failures, and accept or refuse it",
  usage,
  async run(argv, io) {
    const { values } = readArguments(argv, { command: "replay", options, positionals: { least: 0, most: 0 } });
    if (values.history === true) return history({ ...values, most: wholeNumber("--most", values.most ?? "20") }, io);
    const { skill, candidate } = values;
    if (skill === undefined || candidate === undefined) throw new UsageError("regreen replay needs --skill and --candidate, or --history", "See: regreen replay --help");
    const asked = { skill, folder: resolve(io.directory, candidate), most: wholeNumber("--most", values.most ?? "50"), seconds: wholeNumber("--seconds", values.seconds), database: values.database, noSandbox: values["unsafe-no-sandbox"] === true, from: phaseIn(values.from), because: values.because.map(signalIn) };
    const done = await untilSignalled((signal) => rehearse(asked, signal, io));
    if (done === null) {
      io.stderr.write("regreen: stopped; nothing was kept.\n");
      return exitCode.notFixed;
    }
    return tell(done, values.json === true, io);
  },
};

function tell({ report, promotion }: Rehearsed, json: boolean, io: Io): ExitCode {
  const promoted = promotion === null ? null : promotion.change;
  io.stdout.write(json ? `${JSON.stringify({ ...report, promoted }, null, 2)}\n` : reportText(report, promoted));
  return report.accepted ? exitCode.done : exitCode.refused;
}

async function history({ skill, json, most, database }: { readonly skill?: string; readonly json?: boolean; readonly most: number; readonly database?: string }, io: Io): Promise<ExitCode> {
  const store = await openReplayStore(database, io);
  try {
    const reports = await store.replays.history({ ...(skill === undefined ? {} : { skill }), most });
    io.stdout.write(json === true ? reports.map((report) => `${JSON.stringify(report)}\n`).join("") : historyText(reports));
    return exitCode.done;
  } finally {
    await store.close();
  }
}

function phaseIn(text: string): Phase {
  const phase = Phase.safeParse(text.toUpperCase());
  if (!phase.success) throw new UsageError(`--from takes a phase: STRATEGIZE, SPEC, PLAN, THINK, IMPLEMENT, VERIFY or REVIEW, not "${text}"`, "See: regreen replay --help");
  const from = fromPhase(phase.data);
  if (!from.ok) throw new UsageError(`A replay cannot begin from ${phase.data}: ${from.reason}`, "The last phase that can be run again is REVIEW: --from REVIEW");
  return phase.data;
}

function signalIn(text: string): Signal {
  const signal = parseSignal(text);
  if (signal === null) throw new UsageError(`--because takes a signal's name and a sentence, such as drift:2026-11-20=it takes longer, not "${text}"`, "See: regreen replay --help");
  return signal;
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`${option} takes a whole number from 1 to 999999, not "${text}"`, "See: regreen replay --help");
  return Number(text);
}
