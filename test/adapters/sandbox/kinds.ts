import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bubblewrap } from "../../../src/adapters/sandbox/bubblewrap.ts";
import { whyNotWorking } from "../../../src/adapters/sandbox/find-sandbox.ts";
import { namespaces } from "../../../src/adapters/sandbox/namespaces.ts";
import type { Sandbox, SandboxCommand, SandboxLimits, SandboxOutcome } from "../../../src/ports/sandbox.ts";

/** The kinds that work on this machine, each found by running a command in it. */
export async function workingKinds(): Promise<readonly Sandbox[]> {
  const working: Sandbox[] = [];
  for (const sandbox of [bubblewrap(), namespaces()]) {
    if (sandbox !== null && (await whyNotWorking(sandbox)) === null) working.push(sandbox);
  }
  return working;
}

export const nodeProgram = realpathSync(process.execPath);

export interface Box {
  readonly scratch: string;
  /** A folder of the host beside the scratch folder. */
  readonly outside: string;
  run(argv: readonly string[], more?: Partial<SandboxCommand> & { readonly limited?: Partial<SandboxLimits> }): Promise<SandboxOutcome & { readonly text: string }>;
  sh(script: string, more?: Partial<SandboxCommand> & { readonly limited?: Partial<SandboxLimits> }): Promise<SandboxOutcome & { readonly text: string }>;
  node(script: string, more?: Partial<SandboxCommand> & { readonly limited?: Partial<SandboxLimits> }): Promise<SandboxOutcome & { readonly text: string }>;
  remove(): void;
}

const limits: SandboxLimits = { seconds: 20, memoryMegabytes: 512, processes: 128, outputBytes: 64 * 1024, fileMegabytes: 4 };

export function makeBox(sandbox: Sandbox): Box {
  const folder = mkdtempSync(join(tmpdir(), "regreen-attack-"));
  const scratch = join(folder, "scratch");
  const outside = join(folder, "outside");
  mkdirSync(scratch);
  mkdirSync(outside);
  const run: Box["run"] = async (argv, more = {}) => {
    const { limited, ...rest } = more;
    const outcome = await sandbox.run({
      argv, scratch, directory: scratch, readable: [dirname(dirname(nodeProgram))], environment: { PATH: "/usr/bin:/bin" }, ...rest, limits: { ...limits, ...limited },
    });
    return { ...outcome, text: Buffer.from(outcome.output).toString("utf8") };
  };
  return {
    scratch, outside, run,
    sh: (script, more) => run(["/bin/sh", "-c", script], more),
    node: (script, more) => run([nodeProgram, "-e", script], more),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
