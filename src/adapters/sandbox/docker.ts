/** The sandbox of docker (or podman under its name): an empty image, the host's own programs mounted read-only, so that nothing is downloaded. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { Sandbox, SandboxCommand, SandboxOutcome } from "../../ports/sandbox.ts";
import { findSystemProgram } from "./find-program.ts";
import { hostView } from "./host-view.ts";
import { limitedArgv, temporaryBytes } from "./limits.ts";
import { makePrivateFolder } from "./private-folder.ts";
import { refuseComplaint, requireProgram, requireTool } from "./require-program.ts";
import { runProcess } from "./run-process.ts";

const image = "regreen-empty:1";

/** Null where there is no docker program. Whether its daemon answers is found out by running a command in it. */
export function docker(): Sandbox | null {
  const program = findSystemProgram("docker");
  return program === null ? null : { kind: "docker", run: (command) => run(program, command) };
}

async function run(program: string, command: SandboxCommand): Promise<SandboxOutcome> {
  requireProgram(command);
  await ensureImage(program);
  const folder = makePrivateFolder(process.getuid?.() ?? 1000);
  const name = `regreen-${randomBytes(8).toString("hex")}`;
  try {
    const argv = [program, "run", ...dockerOptions(command, name, folder.etc), image, ...timedArgv(command)];
    const environment = { PATH: "/usr/bin:/bin", HOME: folder.root };
    const { complaint, ...outcome } = await runProcess({ ...command, environment, argv, directory: "/", onStop: () => remove(program, name) });
    refuseComplaint("docker", complaint, outcome);
    return outcome;
  } finally {
    folder.remove();
  }
}

function dockerOptions(command: SandboxCommand, name: string, etc: string): readonly string[] {
  const { limits } = command;
  const view = hostView(command, etc);
  const user = `${process.getuid?.() ?? 1000}:${process.getgid?.() ?? 1000}`;
  return [
    "--rm", "--name", name, "--network", "none", "--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--init", "--user", user, "--hostname", "regreen",
    "--memory", `${limits.memoryMegabytes}m`, "--memory-swap", `${limits.memoryMegabytes}m`, "--pids-limit", String(limits.processes),
    "--tmpfs", `/tmp:rw,exec,nosuid,nodev,size=${temporaryBytes(limits)}`, "--workdir", command.directory,
    // An empty image has no links of its own, so the folders behind the system's links are mounted at both names.
    ...view.links.flatMap((link) => ["--volume", `${link.at}:${link.at}:ro`]),
    ...view.mounts.flatMap((mount) => ["--volume", `${mount.from}:${mount.to}:${mount.access === "read" ? "ro" : "rw"}`]),
    ...Object.entries(command.environment).flatMap(([key, value]) => ["--env", `${key}=${value}`]),
  ];
}

/** The daemon does not end the container when Regreen is killed; `timeout` inside does. */
function timedArgv(command: SandboxCommand): readonly string[] {
  return ["/usr/bin/timeout", "--signal=KILL", String(command.limits.seconds + 5), ...limitedArgv(command.argv, command.limits, requireTool("prlimit"))];
}

async function ensureImage(program: string): Promise<void> {
  const ask = promisify(execFile);
  const known = await ask(program, ["image", "inspect", image]).then(() => true, () => false);
  if (known) return;
  // Two empty blocks of 512 bytes are an empty tar archive.
  const importing = ask(program, ["import", "-", image]);
  importing.child.stdin?.on("error", () => undefined);
  importing.child.stdin?.end(Buffer.alloc(1024));
  await importing;
}

function remove(program: string, name: string): void {
  execFile(program, ["rm", "--force", name], () => undefined);
}
