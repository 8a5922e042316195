/** Runs an operator's command: an argument list, a small environment, a time limit. What it prints is kept to its last two thousand characters, secrets masked. */
import { spawn } from "node:child_process";
import { maskSecrets } from "../../core/evidence/mask-secrets.ts";

export interface CommandRun {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly seconds: number;
}

export interface CommandEnd { readonly succeeded: boolean; readonly said: string }

const MOST_KEPT = 16_384;
const MOST_SAID = 1900;
const SECONDS_TO_END = 5;

/** In a process group of its own: when the time is up all of it is ended, first by SIGTERM, then by SIGKILL. Never rejects. */
export function runCommand({ argv, environment, seconds }: CommandRun): Promise<CommandEnd> {
  const [program = "", ...rest] = argv;
  return new Promise((resolve) => {
    const child = spawn(program, rest, { env: { ...environment }, cwd: "/", stdio: ["ignore", "pipe", "pipe"], detached: true });
    let output = Buffer.alloc(0);
    let late = false;
    const keep = (chunk: Buffer): void => { output = Buffer.concat([output, chunk]).subarray(-MOST_KEPT); };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const timers = [setTimeout(() => { late = true; end(child.pid, "SIGTERM"); }, seconds * 1000), setTimeout(() => { end(child.pid, "SIGKILL"); }, (seconds + SECONDS_TO_END) * 1000)];
    const settle = (succeeded: boolean, why: string): void => {
      for (const timer of timers) clearTimeout(timer);
      resolve({ succeeded, said: [why, plain(output)].filter((part) => part !== "").join(": ").slice(0, MOST_SAID) });
    };
    child.once("error", (error) => { settle(false, error.message); });
    // What it left running goes with it: then its output is at an end too.
    child.once("exit", () => { end(child.pid, "SIGKILL"); });
    child.once("close", (code, signal) => { settle(code === 0 && !late, late ? `ended after ${seconds} s` : code === 0 ? "" : code === null ? `ended by ${signal ?? "a signal"}` : `exit ${code}`); });
  });
}

/** All that is left of the group; nothing is left where it has ended. */
function end(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}

/** Masked before it is cut, so that no half of a secret is left. */
function plain(output: Buffer): string {
  return maskSecrets(output.toString("utf8")).replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "").trim().slice(-MOST_SAID);
}
