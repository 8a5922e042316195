/** Runs one command where it can do no harm: no network, no secrets, only the scratch folder writable, within limits. */
export type SandboxKind = "bubblewrap" | "namespaces" | "docker" | "none";

export interface SandboxCommand {
  /** Program and arguments; never a shell line. */
  readonly argv: readonly string[];
  /** Absolute; the only folder that is writable, seen inside at the same path. */
  readonly scratch: string;
  /** Absolute, inside `scratch`. */
  readonly directory: string;
  /** Absolute paths (beside the system's own programs and libraries) that are seen read-only. */
  readonly readable: readonly string[];
  /** The whole environment of the command: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: SandboxLimits;
  readonly signal?: AbortSignal;
}

export interface SandboxLimits {
  readonly seconds: number;
  readonly memoryMegabytes: number;
  readonly processes: number;
  /** Standard output and error together; what is beyond is dropped and `truncated` says so. */
  readonly outputBytes: number;
  /** Of one file written. */
  readonly fileMegabytes: number;
}

export interface SandboxOutcome {
  /** Null when a signal or a limit ended it. */
  readonly exit: number | null;
  readonly stopped: "time" | "memory" | "output" | "aborted" | "signal" | null;
  /** Standard output and error in the order in which they came. */
  readonly output: Uint8Array;
  readonly truncated: boolean;
  readonly seconds: number;
}

export interface Sandbox {
  readonly kind: SandboxKind;
  /** Rejects with Fault `environment-missing` when the program is not there. */
  run(command: SandboxCommand): Promise<SandboxOutcome>;
}
