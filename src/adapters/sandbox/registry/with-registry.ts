import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sandbox, SandboxCommand, SandboxOutcome } from "../../../ports/sandbox.ts";
import { requireProgram } from "../require-program.ts";

/** A sandbox whose commands reach the registries that they name, by the proxy alone; all other commands reach nobody, as before. */
export function withRegistry(sandbox: Sandbox): Sandbox {
  return { kind: sandbox.kind, run: (command) => (command.registries === undefined ? sandbox.run(command) : runWithProxy(sandbox, command, command.registries)) };
}

async function runWithProxy(sandbox: Sandbox, command: SandboxCommand, origins: readonly string[]): Promise<SandboxOutcome> {
  requireProgram(command);
  // Loaded only where a command may reach a registry: few may, and Node's HTTP takes its time.
  const [{ forwarderScript }, { openRegistryProxy }] = await Promise.all([import("./forwarder-script.ts"), import("./registry-proxy.ts")]);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "regreen-gate-")));
  const socket = join(folder, "proxy");
  try {
    const proxy = await openRegistryProxy(socket, origins);
    const node = realpathSync(process.execPath);
    const outcome = await sandbox.run({ ...command, argv: [node, "-e", forwarderScript, socket, ...command.argv], readable: [...command.readable, node, folder] }).finally(proxy.close);
    return { ...outcome, registryUse: proxy.use() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
