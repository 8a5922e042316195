/** Starts the program on this process with some commands: the one place that reads the process. */
import type { CommandEntry, Io } from "./cli/command.ts";
import { runProgram } from "./cli/main.ts";

function processIo(): Io {
  return {
    // Asking for the stream makes the descriptor non-blocking: only who reads the stream asks.
    get stdin() { return process.stdin; },
    ...(process.platform === "win32" ? {} : { stdinDescriptor: 0 }),
    stdout: process.stdout, stderr: process.stderr, environment: process.env, directory: process.cwd(),
  };
}

/** A reader that goes away (`regreen … | head`) ends the program quietly. */
function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}

/** Runs the command that the process was asked for, and sets its exit code. */
export async function start(commands: readonly CommandEntry[]): Promise<void> {
  endWithReader();
  process.exitCode = await runProgram(process.argv.slice(2), processIo(), commands);
}
