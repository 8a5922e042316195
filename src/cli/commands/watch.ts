/** `regreen watch`: runs a command whenever the working tree has changed, and mends what fails as `regreen fix` does, until it is stopped. */
import { realpathSync } from "node:fs";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { findCheckout } from "../../adapters/git/checkout.ts";
import { milliseconds } from "../../core/identity/timestamp.ts";
import type { Tally } from "../../core/watch/round.ts";
import { duration, nothingYet, summaryText, withRound, type WatchSummary } from "../../core/watch/summary.ts";
import type { Command, Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { readProject, type Project } from "../fix/read-project.ts";
import { recovered } from "../fix/recovered.ts";
import { plainText } from "../plain-text.ts";
import { stateFolder } from "../state-folder.ts";
import { untilSignalled } from "../until-signalled.ts";
import { readWatchOptions, type WatchOptions } from "../watch/options.ts";
import { openStatusLine } from "../watch/status-line.ts";
import { changedBetween, treeState, type TreeState } from "../watch/tree-state.ts";
import { watchRound, type Watching } from "../watch/watch-round.ts";

const usage = `
Usage: regreen watch --run "<command>"   [--every <seconds>] [--directory <folder>]…
                     [--attempts <n>] [--dry-run] [--once] [--json]

Looks at the working tree every 60 seconds. Where it has changed, your command is
run, first with only the tests that the change can reach (Jest, Vitest, Mocha,
AVA, node --test, pytest, go test), then whole; what fails is mended as \`regreen fix\` does it, your command is run again, and
what did not help, or broke something else, is taken back byte for byte.

  --run "<command>"      what must pass, run in your shell: "npm test"
  --every <seconds>      between two looks (60)
  --directory <folder>   mend only files below it; may be given several times.
                         Unless given: fix.safe_directories of the configuration.
                         Symlinks and ways out of the checkout are refused
  --attempts <n>         how often one failure is tried (fix.max_attempts, or 3);
                         one that was mended and comes back is not tried again
  --dry-run              say what would be done; write nothing
  --all                  all tests at once, not those first that a change can reach
  --once                 one round, then the summary
  --json                 one JSON object a line: each round, and the summary
  --unsafe-no-sandbox    run the tools without a sandbox; the evidence says so

Examples:
  regreen watch --run "npm test"
  regreen watch --run "ruff check ." --directory src --every 10

Ctrl-C (SIGINT) and SIGTERM stop it: the command is ended, what is half done is
taken back, and the summary is printed.
Exit codes: 0 stopped; with --once: 0 passes · 1 fails · 2 usage
            5 missing tool or no sandbox
`;

export const watch: Command = {
  name: "watch",
  summary: "run a command whenever the checkout has changed, and mend what fails",
  usage,
  async run(argv, io) {
    const options = readWatchOptions(argv);
    const checkout = realpathSync(await findCheckout(io.directory));
    const state = stateFolder(io.environment);
    if (!options.dryRun && !recovered(state, checkout, io)) return exitCode.notFixed;
    return untilSignalled((signal) => watchOn({ options, io, state, checkout, signal }));
  },
};

interface Given { readonly options: WatchOptions; readonly io: Io; readonly state: string; readonly checkout: string; readonly signal: AbortSignal }

async function watchOn({ options, io, state, checkout, signal }: Given): Promise<ExitCode> {
  const line = openStatusLine(io);
  const begun = milliseconds(systemClock.now());
  const uptime = (): number => (milliseconds(systemClock.now()) - begun) / 1000;
  const tell = (event: object): void => { if (options.json) io.stdout.write(`${JSON.stringify(event)}\n`); };
  const watching: Watching = {
    options, io, state, signal, busy: (what) => { line.show(`${what} · ${duration(uptime())}`); },
    say(text) {
      line.clear();
      if (!options.json) io.stdout.write(plainText(text));
    },
  };
  let summary: WatchSummary = nothingYet;
  let tally: Tally = new Map();
  let [seen, green]: [string | null, TreeState | null] = [null, null];
  let exit = 0;
  while (!signal.aborted) {
    const before = await treeState(checkout);
    if (before.digest !== seen) {
      const changed = green === null ? null : await changedBetween(checkout, green, before);
      const round = await watchRound(watching, { project: await projectOf(options, checkout), tally, changed });
      if (!signal.aborted || round.attempts > 0) summary = withRound(summary, round, uptime());
      ({ tally, exit } = round);
      const after = await treeState(checkout);
      seen = after.digest;
      if (exit === 0) green = after;
      tell({ event: "round", at: systemClock.now(), exit, red: round.red, attempts: round.attempts, fixes: round.fixes, rolled_back: round.rolledBack, mended: round.mended, refusals: round.refusals });
    }
    if (options.once) break;
    line.show(waitingWords(summary, { exit, uptime: uptime(), every: options.everySeconds }));
    await systemClock.sleep(options.everySeconds, signal);
  }
  line.clear();
  const last = { ...summary, uptime_seconds: uptime() };
  tell({ event: "summary", at: systemClock.now(), ...last });
  if (!options.json) io.stdout.write(`${plainText(summaryText(last))}\n`);
  return options.once && exit !== 0 ? exitCode.notFixed : exitCode.done;
}

/** `--directory` narrows what the configuration allows. */
async function projectOf({ directories }: WatchOptions, checkout: string): Promise<Project> {
  const project = await readProject(checkout);
  if (directories.length === 0) return project;
  const { configuration } = project;
  const below = directories.map((folder) => `${folder.replace(/[[\]{}()*?!+@\\]/g, "\\$&")}/**`);
  const safe = configuration.fix.safe_directories;
  const both = [...below.filter((glob) => safe.some((one) => lies(glob, one))), ...safe.filter((glob) => below.some((one) => lies(glob, one)))];
  return { ...project, configuration: { ...configuration, fix: { ...configuration.fix, safe_directories: both } } };
}

/** Whether all that the first glob names is named by the second, as far as folders tell. */
function lies(glob: string, within: string): boolean {
  return within === "**" || (within.endsWith("/**") && glob.startsWith(within.slice(0, -2)));
}

function waitingWords({ rounds, fixes }: WatchSummary, { exit, uptime, every }: { readonly exit: number; readonly uptime: number; readonly every: number }): string {
  return `watching: ${exit === 0 ? "green" : "red"} · round ${String(rounds)} · ${String(fixes)} mended · looks again every ${duration(every)} · up ${duration(uptime)} · Ctrl-C stops`;
}
