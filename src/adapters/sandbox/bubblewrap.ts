/** The sandbox of bubblewrap (bwrap, 0.5 or newer): namespaces without a set-uid program. */
import type { Sandbox, SandboxCommand, SandboxOutcome } from "../../ports/sandbox.ts";
import { findSystemProgram } from "./find-program.ts";
import { hostView, type HostView } from "./host-view.ts";
import { limitedArgv, temporaryBytes } from "./limits.ts";
import { makePrivateFolder } from "./private-folder.ts";
import { requireProgram, refuseComplaint, requireTool } from "./require-program.ts";
import { runProcess } from "./run-process.ts";

/** The number under which the command sees itself: not root, so that tools behave as they do for people. */
const insideUser = 1000;

/** A root user without capabilities may still write these by ownership (measured with bwrap 0.8): so they are covered read-only. */
const kernelSettings = ["/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/fs"];

/** Null where bwrap is not installed. Whether it works is found out by running a command in it. */
export function bubblewrap(): Sandbox | null {
  const program = findSystemProgram("bwrap");
  return program === null ? null : { kind: "bubblewrap", run: (command) => run(program, command) };
}

async function run(program: string, command: SandboxCommand): Promise<SandboxOutcome> {
  requireProgram(command);
  const folder = makePrivateFolder(insideUser);
  try {
    const argv = [program, ...bubblewrapOptions(command, hostView(command, folder.etc)), "--", ...limitedArgv(command.argv, command.limits, requireTool("prlimit"))];
    const { complaint, ...outcome } = await runProcess({ ...command, argv, directory: "/" });
    refuseComplaint("bubblewrap", complaint, outcome);
    return outcome;
  } finally {
    folder.remove();
  }
}

/**
 * Every namespace is new; the command is its first process: bubblewrap's own reaper would run there under the same user, so that a command could open its
 * memory and have it say another exit status. So the status is told by the bubblewrap outside, which the command does not see.
 * no capability is kept; a new session has no terminal; the end of Regreen is the end of the command. */
export function bubblewrapOptions(command: SandboxCommand, view: HostView): readonly string[] {
  const temporary = String(temporaryBytes(command.limits));
  return [
    "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
    "--uid", String(insideUser), "--gid", String(insideUser), "--hostname", "regreen",
    "--cap-drop", "ALL", "--new-session", "--die-with-parent", "--as-pid-1",
    "--proc", "/proc", "--dev", "/dev", "--size", temporary, "--tmpfs", "/tmp", "--size", temporary, "--tmpfs", "/dev/shm",
    ...view.links.flatMap((link) => ["--symlink", link.target, link.at]),
    ...view.mounts.flatMap((mount) => [mount.access === "read" ? "--ro-bind" : "--bind", mount.from, mount.to]),
    ...kernelSettings.flatMap((path) => ["--ro-bind-try", path, path]),
    "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", command.directory,
  ];
}
