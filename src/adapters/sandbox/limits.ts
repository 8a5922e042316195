import type { SandboxLimits } from "../../ports/sandbox.ts";

const megabyte = 1024 * 1024;
/** V8 reserves half a gigabyte for code that it never touches, and the kernel counts it as data: the tree's real memory is watched besides (run-process.ts). */
const reservedMegabytes = 1024;

/**
 * The command line with the limits that the kernel keeps for each process (prlimit of util-linux): data size rather than address space, because
 * JavaScript and Go engines reserve gigabytes that they never touch; file size, processes, no core dumps. Both outputs become one pipe, so that their order is kept.
 */
export function limitedArgv(argv: readonly string[], limits: SandboxLimits, prlimit: string): readonly string[] {
  return [
    prlimit,
    `--data=${(limits.memoryMegabytes + reservedMegabytes) * megabyte}`, `--fsize=${limits.fileMegabytes * megabyte}`, `--nproc=${limits.processes}`, "--nofile=8192", "--core=0",
    "--", "/bin/sh", "-c", 'exec "$@" 2>&1', "sh", ...argv,
  ];
}

/** Size of the command's own /tmp, in bytes: it lies in memory. */
export function temporaryBytes(limits: SandboxLimits): number {
  return Math.max(16, Math.floor(limits.memoryMegabytes / 4)) * megabyte;
}
