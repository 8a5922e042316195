/** Runs one command where it can do no harm: no network (or registries alone), no secrets, only the scratch folder writable, within limits. */
export type SandboxKind = "bubblewrap" | "namespaces" | "docker" | "none";

export interface SandboxCommand {
  /** Program and arguments; never a shell line. */
  readonly argv: readonly string[];
  /** Absolute; the only folder that is writable. */
  readonly scratch: string;
  /** Where the scratch folder is seen inside: a checkout's own path, so that tools with absolute paths (a virtual environment) work. Not given: the same path. */
  readonly at?: string;
  /** Absolute as seen inside: `at` or below. */
  readonly directory: string;
  /** Absolute paths (beside the system's own programs and libraries) that are seen read-only. */
  readonly readable: readonly string[];
  /** The whole environment of the command: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: SandboxLimits;
  /** Origins (`https://packages.example.com`) that the command may reach through a proxy. Not given: it reaches nobody. */
  readonly registries?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface SandboxLimits {
  readonly seconds: number;
  readonly memoryMegabytes: number;
  readonly processes: number;
  /** Standard output and error together; what is beyond is dropped and `truncated` says so. */
  readonly outputBytes: number;
  /** Of one file written; the scratch folder as a whole may grow by four times as much. */
  readonly fileMegabytes: number;
}

export interface SandboxOutcome {
  /** Null when a signal or a limit ended it. */
  readonly exit: number | null;
  readonly stopped: "time" | "memory" | "output" | "processes" | "disk" | "aborted" | "signal" | null;
  /** Standard output and error in the order in which they came. */
  readonly output: Uint8Array;
  readonly truncated: boolean;
  readonly seconds: number;
  /** Only where registries were named. */
  readonly registryUse?: RegistryUse;
}

/** What went through the proxy, in bytes, and what did not, each with the reason. */
export interface RegistryUse {
  readonly hosts: readonly string[];
  readonly received: number;
  readonly sent: number;
  readonly refused: readonly { readonly target: string; readonly reason: string }[];
}

export interface Sandbox {
  readonly kind: SandboxKind;
  /** Rejects with Fault `environment-missing` when the program is not there. */
  run(command: SandboxCommand): Promise<SandboxOutcome>;
}
