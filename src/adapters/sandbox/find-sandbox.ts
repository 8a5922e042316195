import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Fault } from "../../core/fault/fault.ts";
import type { Sandbox, SandboxKind } from "../../ports/sandbox.ts";
import { bubblewrap } from "./bubblewrap.ts";
import { docker } from "./docker.ts";
import { withRegistry } from "./registry/with-registry.ts";
import { namespaces } from "./namespaces.ts";
import { unconfined } from "./unconfined.ts";

const builders: readonly { readonly kind: SandboxKind; build(): Sandbox | null }[] = [
  { kind: "bubblewrap", build: bubblewrap },
  { kind: "namespaces", build: namespaces },
  { kind: "docker", build: docker },
];

/**
 * The first sandbox that works here, found by running a command in it. With `allowNone` (the user said --unsafe-no-sandbox) none is looked for
 * and the command runs unconfined. Fault `sandbox-unavailable` says of each kind why it does not work.
 */
export async function findSandbox(options: { readonly allowNone: boolean }): Promise<Sandbox> {
  if (options.allowNone) return withRegistry(unconfined());
  const reasons: string[] = [];
  for (const { kind, build } of builders) {
    const sandbox = build();
    const reason = sandbox === null ? "not installed" : await whyNotWorking(sandbox);
    if (sandbox !== null && reason === null) return withRegistry(sandbox);
    reasons.push(`${kind}: ${reason ?? "not installed"}`);
  }
  throw new Fault("sandbox-unavailable", { detail: `${reasons.join("; ")}.${ubuntuHint(reasons.join(" "))}` });
}

/** Null when a command really ran in it. */
export async function whyNotWorking(sandbox: Sandbox): Promise<string | null> {
  const scratch = mkdtempSync(join(tmpdir(), "regreen-probe-"));
  try {
    const outcome = await sandbox.run({
      argv: ["/bin/sh", "-c", "echo here > made && cat made"], scratch, directory: scratch, readable: [], environment: { PATH: "/usr/bin:/bin" },
      limits: { seconds: 10, memoryMegabytes: 256, processes: 64, outputBytes: 4096, fileMegabytes: 1 },
    });
    const said = Buffer.from(outcome.output).toString("utf8").trim();
    return outcome.exit === 0 && said === "here" ? null : `a trial command failed (${outcome.stopped ?? `exit ${outcome.exit}`}) ${said}`.trim();
  } catch (error) {
    return error instanceof Fault && error.detail !== null ? error.detail.replace(`${sandbox.kind}: `, "") : String(error);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Ubuntu 24.04, GitHub's runners among them, forbids user namespaces to programs without a profile. */
function ubuntuHint(reasons: string): string {
  const forbidden = /uid map|uid_map|Operation not permitted|Permission denied/.test(reasons);
  return forbidden ? " This system restricts user namespaces: `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` permits them" : "";
}
