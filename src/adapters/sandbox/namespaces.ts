/** The sandbox of util-linux alone (unshare, mount, setpriv): the same walls as bubblewrap's, where bubblewrap is not installed. */
import type { Sandbox, SandboxCommand, SandboxOutcome } from "../../ports/sandbox.ts";
import { findSystemProgram } from "./find-program.ts";
import { hostView } from "./host-view.ts";
import { limitedArgv, temporaryBytes } from "./limits.ts";
import { namespacesScript } from "./namespaces-script.ts";
import { makePrivateFolder } from "./private-folder.ts";
import { refuseComplaint, requireProgram, requireTool } from "./require-program.ts";
import { runProcess } from "./run-process.ts";

/** Null where util-linux is not complete. Whether the kernel permits it is found out by running a command in it. */
export function namespaces(): Sandbox | null {
  const complete = ["unshare", "setpriv", "mount", "pivot_root", "prlimit"].every((name) => findSystemProgram(name) !== null);
  return complete ? { kind: "namespaces", run } : null;
}

async function run(command: SandboxCommand): Promise<SandboxOutcome> {
  requireProgram(command);
  const folder = makePrivateFolder(0);
  try {
    const view = hostView(command, folder.etc);
    const argv = [
      requireTool("setpriv"), "--pdeathsig", "KILL", "--",
      requireTool("unshare"), "--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child", "--net", "--ipc", "--uts", "--cgroup", "--",
      "/bin/sh", "-c", namespacesScript, "regreen", folder.root, String(temporaryBytes(command.limits)), command.directory, command.registries === undefined ? "" : requireTool("ip"),
      ...view.links.flatMap((link) => ["link", link.at, link.target]),
      ...view.mounts.flatMap((mount) => [mount.access, mount.from, mount.to]),
      "--", ...limitedArgv(command.argv, command.limits, requireTool("prlimit")),
    ];
    const { complaint, ...outcome } = await runProcess({ ...command, argv, directory: "/" });
    refuseComplaint("namespaces", complaint, outcome);
    return outcome;
  } finally {
    folder.remove();
  }
}
