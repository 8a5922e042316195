/** The program's door on the command line: finds the command, loads only that, and turns what it throws into words and an exit code. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../core/fault/fault.ts";
import type { CommandEntry, Io } from "./command.ts";
import { exitCode, exitCodeOf } from "./exit-code.ts";
import { fold } from "./fold.ts";
import { helpText } from "./help.ts";
import { plainText } from "./plain-text.ts";
import { stateFolderPath } from "./state-folder.ts";
import { UsageError } from "./usage-error.ts";

/** Runs `regreen <argv…>` and gives the exit code. Nothing escapes: a bug is printed with its trace and gives 70. */
export async function runProgram(argv: readonly string[], io: Io, commands: readonly CommandEntry[]): Promise<number> {
  try {
    return await dispatch(argv, io, commands);
  } catch (error) {
    return explain(error, io);
  }
}

async function dispatch(argv: readonly string[], io: Io, commands: readonly CommandEntry[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || (name === "help" && rest[0] === undefined)) {
    io.stdout.write(fold(helpText(commands)));
    return exitCode.done;
  }
  if (name === "help") return dispatch([...rest, "--help"], io, commands);
  const entry = commands.find((command) => command.name === name);
  if (entry === undefined) throw new UsageError(`There is no command "${plainText(name)}"`, nearest(name, commands));
  const command = await entry.load();
  if (asksForHelp(rest)) {
    io.stdout.write(`${fold(command.usage.trim())}\n`);
    return exitCode.done;
  }
  if (!putsBack.has(name)) await warnOfUnfinished(io);
  return command.run(rest, io);
}

/** They put a half-written change back themselves. */
const putsBack: ReadonlySet<string> = new Set(["fix", "apply"]);

/** Only where a journal lies is more loaded: commands shall begin at once. */
async function warnOfUnfinished(io: Io): Promise<void> {
  const state = stateFolderPath(io.environment);
  if (!existsSync(join(state, "journal"))) return;
  const { warnOfHalfApplied } = await import("./fix/half-applied.ts");
  await warnOfHalfApplied(state, io);
}

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  const options = end === -1 ? argv : argv.slice(0, end);
  return options.includes("--help") || options.includes("-h");
}

function nearest(name: string, commands: readonly CommandEntry[]): string {
  const match = commands.find((command) => command.name.startsWith(name.slice(0, 2)));
  return match === undefined ? "See: regreen --help" : `Did you mean: regreen ${match.name}? See: regreen --help`;
}

/** What, why, how to go on. */
function explain(error: unknown, io: Io): number {
  if (error instanceof UsageError) {
    io.stderr.write(`regreen: ${plainText(error.message)}\n  ${plainText(error.remedy)}\n`);
    return exitCode.usage;
  }
  if (error instanceof Fault) {
    io.stderr.write(`regreen: ${plainText(error.message)} [${error.code}]\n  ${plainText(error.remedy)}\n`);
    return exitCodeOf(error.code);
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(`regreen: this is a bug in Regreen, not in your project.\n${plainText(trace)}\n  Report it with the lines above and the command that you ran.\n`);
  return exitCode.bug;
}
