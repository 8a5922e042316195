/** A command is one verb of the program. It reads its arguments, does its work and answers with an exit code; nothing else of the program is known to it. */
import type { ExitCode } from "./exit-code.ts";

/** What a command may touch of the process that runs it. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Descriptor of the same input, where it can be read without a stream: a stream gives every piece a buffer of its own, and memory grows. */
  readonly stdinDescriptor?: number;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The working folder, absolute. */
  readonly directory: string;
}

export interface Command {
  readonly name: string;
  /** One line, as the list of commands shows it. */
  readonly summary: string;
  /** What `regreen <name> --help` prints: the line of use, options, examples. */
  readonly usage: string;
  /** `argv` is what stands after the command's name. Throws UsageError or Fault; anything else is a bug. */
  run(argv: readonly string[], io: Io): Promise<ExitCode | number>;
}

/** How the program finds a command without loading it: starting up must not cost what another command needs. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}
