/**
 * A pipe for what a command prints. Node's own are sockets, which a command cannot open by name: `tee /dev/stderr` fails in them, and works in a terminal and in CI.
 * Both streams share it, so that lines stand in the order in which they were written.
 */
import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface OutputPipe {
  /** For the command's standard output and error; closed by `begin`. */
  readonly writing: number;
  /** To be called once the command runs: hands on what comes, and resolves when nobody can write any more. */
  begin(onOutput: (chunk: Buffer) => void): Promise<void>;
}

/** Rejects nothing; throws where the machine has no named pipes. */
export function openOutputPipe(): OutputPipe {
  const folder = mkdtempSync(join(tmpdir(), "regreen-output-"));
  try {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", ["-m", "600", path]);
    // To read first and without waiting: to write waits for a reader.
    const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const writing = openSync(path, constants.O_WRONLY);
    return { writing, begin: (onOutput) => handOn({ reading, writing }, onOutput) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function handOn({ reading, writing }: { readonly reading: number; readonly writing: number }, onOutput: (chunk: Buffer) => void): Promise<void> {
  const socket = new Socket({ fd: reading, readable: true, writable: false });
  closeSync(writing);
  return new Promise((done, fail) => {
    socket.on("data", onOutput);
    socket.on("error", fail);
    socket.on("close", () => { done(); });
  });
}
