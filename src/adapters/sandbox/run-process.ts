/** Runs one prepared command line and keeps the limits that the kernel does not: wall time, output, memory and number of all processes together, disk. */
import { spawn, type ChildProcess } from "node:child_process";
import { setPriority } from "node:os";
import type { SandboxLimits, SandboxOutcome } from "../../ports/sandbox.ts";
import { watchGrowth } from "./scratch-growth.ts";
import { treeUsage } from "./tree-usage.ts";

export interface ProcessRun {
  /** Absolute program and its arguments. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** On the host. */
  readonly directory: string;
  readonly scratch: string;
  readonly limits: SandboxLimits;
  readonly signal?: AbortSignal;
  /** Called when the process has to end at once, beside the kill of its process group. */
  onStop?(): void;
}

export interface ProcessOutcome extends SandboxOutcome {
  /** What the sandbox's own programs said on standard error; the command's output is not in it. */
  readonly complaint: string;
}

type Stop = Exclude<SandboxOutcome["stopped"], null>;

const megabyte = 1024 * 1024;
const watchMilliseconds = 40;
/** How long the pipes may stay open after the command has ended; who holds them then is cut off. */
const lingerMilliseconds = 300;

export function runProcess(run: ProcessRun): Promise<ProcessOutcome> {
  const started = performance.now();
  const [program = "", ...args] = run.argv;
  const child = spawn(program, args, { cwd: run.directory, env: run.environment, stdio: ["ignore", "pipe", "pipe"], detached: true });
  yieldToOthers(child);
  let stopped: Stop | null = null;
  const stop = (why: Stop): void => {
    stopped ??= why;
    run.onStop?.();
    killGroup(child);
  };
  const output = collect(child.stdout, run.limits.outputBytes, () => stop("output"));
  const complaint = collect(child.stderr, 8192, () => undefined);
  const stopWatching = watch(child, run, stop);
  return new Promise((resolve, reject) => {
    child.on("error", (error) => {
      stopWatching();
      reject(error);
    });
    child.on("exit", () => setTimeout(() => cutPipes(child), lingerMilliseconds).unref());
    child.on("close", (code, signal) => {
      stopWatching();
      killGroup(child);
      const how = ended({ code, signal, stopped });
      resolve({ ...how, output: output.bytes(), truncated: output.truncated(), seconds: (performance.now() - started) / 1000, complaint: Buffer.from(complaint.bytes()).toString("utf8") });
    });
  });
}

/** Wrappers report a signal as 128 + its number. */
function ended(end: { code: number | null; signal: NodeJS.Signals | null; stopped: Stop | null }): { exit: number | null; stopped: Stop | null } {
  if (end.stopped !== null) return { exit: null, stopped: end.stopped };
  const bySignal = end.code === null || (end.code > 128 && end.code <= 192);
  return bySignal ? { exit: null, stopped: "signal" } : { exit: end.code, stopped: null };
}

function watch(child: ChildProcess, run: ProcessRun, stop: (why: Stop) => void): () => void {
  const { limits } = run;
  const growth = watchGrowth(run.scratch, 4 * limits.fileMegabytes * megabyte);
  const clock = setTimeout(() => stop("time"), limits.seconds * 1000);
  const ticks = setInterval(() => {
    const usage = treeUsage(child.pid ?? 0, limits.processes);
    if (usage.processes > limits.processes) stop("processes");
    else if (usage.memoryBytes > limits.memoryMegabytes * megabyte) stop("memory");
    else if (growth.isOver()) stop("disk");
  }, watchMilliseconds);
  const abort = (): void => stop("aborted");
  run.signal?.addEventListener("abort", abort, { once: true });
  if (run.signal?.aborted === true) abort();
  return () => {
    clearTimeout(clock);
    clearInterval(ticks);
    run.signal?.removeEventListener("abort", abort);
  };
}

interface Collected { bytes(): Uint8Array; truncated(): boolean }

/** Keeps the first `most` bytes; a command that writes sixteen times as much is flooding and is ended. */
function collect(stream: NodeJS.ReadableStream | null, most: number, onFlood: () => void): Collected {
  const chunks: Uint8Array[] = [];
  let kept = 0;
  let seen = 0;
  stream?.on("data", (chunk: Buffer) => {
    seen += chunk.length;
    const room = chunk.subarray(0, Math.max(0, most - kept));
    kept += room.length;
    if (room.length > 0) chunks.push(room);
    if (seen > most * 16) onFlood();
  });
  return { bytes: () => new Uint8Array(Buffer.concat(chunks)), truncated: () => seen > kept };
}

/** A lower priority, inherited by all that the command starts: whoever watches it, and the machine's other work, come first. */
function yieldToOthers(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    setPriority(child.pid, 10);
  } catch {
    // It has ended already.
  }
}

function cutPipes(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nobody of the group is left: that is what was wanted.
  }
}
