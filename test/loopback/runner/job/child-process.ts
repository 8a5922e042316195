/** One step's process: its whole tree is ended with it. */
import { constants } from "node:os";
import { beginProcess } from "../../../small-parent/begin-process.ts";
import { LineSplitter } from "../log/line-splitter.ts";

/** A daemon that keeps the pipe open does not keep its step from ending (the runner itself waits 5 s for the streams). */
const lingerMilliseconds = 1000;

export interface ChildCommand {
  readonly argv: readonly string[];
  readonly directory: string;
  /** The whole environment: nothing of the host's is added. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Exit code; null when the signal ended it. 127 when the program cannot be started. */
export function runChild(command: ChildCommand): Promise<number | null> {
  const { argv: [program = "", ...rest], onLine, signal } = command;
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => {
    const out = new LineSplitter(onLine);
    const errors = new LineSplitter(onLine);
    let settled = false;
    const settle = (exit: number | null) => {
      if (settled) return;
      settled = true;
      signal.removeEventListener("abort", end);
      out.finish();
      errors.finish();
      resolve(exit);
    };
    let ended: number | null = null;
    const begun = beginProcess({ program, argv: rest, directory: command.directory, environment: command.environment, hasInput: false, isGroup: true }, {
      stdout: (chunk) => { out.push(chunk); },
      stderr: (chunk) => { errors.push(chunk); },
      error: (error) => {
        onLine(`##[error]${error.message}`);
        settle(127);
      },
      exit: (code, signalName) => {
        ended = signal.aborted ? null : code ?? 128 + (constants.signals[signalName ?? "SIGHUP"] ?? 1);
        setTimeout(() => settle(ended), lingerMilliseconds).unref();
      },
      close: () => { settle(ended); },
    });
    const end = () => { begun.kill(); };
    signal.addEventListener("abort", end, { once: true });
  });
}
