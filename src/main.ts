/** Composition root: the one place that reads the process, and that introduces commands and adapters to each other. Each command is loaded when it is asked for. */
import process from "node:process";
import type { Command, CommandEntry, Io } from "./cli/command.ts";
import { runProgram } from "./cli/main.ts";

/** In the order in which help lists them. A room adds its command here, with the same summary as the command's own. */
export const commands: readonly CommandEntry[] = [
  { name: "fix", summary: "mend what failed, in a sandbox, and keep it only if the checks pass", load: async () => (await import("./cli/commands/fix.ts")).fix },
  { name: "classify", summary: "say what broke, where, and how sure that is", load: async () => (await import("./cli/commands/classify.ts")).classify },
  { name: "skills", summary: "list the skills, what they handle and what they need", load: async () => (await import("./cli/commands/skills.ts")).skills },
  { name: "serve", summary: "serve the GitHub App: webhooks, worker, pages", load: composeServe },
];

async function composeServe(): Promise<Command> {
  const [{ serveCommand }, { serveParts }] = await Promise.all([import("./cli/commands/serve.ts"), import("./compose-serve.ts")]);
  return serveCommand(serveParts);
}

function processIo(): Io {
  return { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, environment: process.env, directory: process.cwd() };
}

/** A reader that goes away (`regreen … | head`) ends the program quietly. */
function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}

endWithReader();
process.exitCode = await runProgram(process.argv.slice(2), processIo(), commands);
