/**
 * Begins a process for a test. A test's own process has hundreds of megabytes, and each fork copies their page tables (10 to 20 ms of a processor for 500 MB): under Jest a
 * small parent beside it forks instead (`start.ts`). Elsewhere (the demo, benches) the process is begun here.
 */
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { PassThrough, Writable } from "node:stream";
import { frame, readFrames, textFrame, type FrameKind } from "./frame.ts";

export interface Command {
  readonly program: string;
  readonly argv: readonly string[];
  readonly directory?: string;
  /** The whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Without, its standard input is empty. */
  readonly hasInput: boolean;
  /** Whether it leads a group of its own, which is then ended with it. */
  readonly isGroup: boolean;
}

export interface Heard {
  stdout(chunk: Buffer): void;
  stderr(chunk: Buffer): void;
  /** It could not be begun. */
  error(error: Error): void;
  exit(code: number | null, signal: NodeJS.Signals | null): void;
  /** It has ended, and so has its output. */
  close(code: number | null): void;
}

export interface BegunProcess {
  readonly stdin: Writable;
  /** SIGKILL, to its group where it has one. */
  kill(): void;
}

/** Where the small parent listens. */
export const SMALL_PARENT = "REGREEN_TEST_SMALL_PARENT";

export function beginProcess(command: Command, heard: Heard): BegunProcess {
  const place = process.env[SMALL_PARENT];
  return place === undefined ? beginHere(command, heard) : beginBeside(place, command, heard);
}

export function beginHere({ program, argv, directory, environment, hasInput, isGroup }: Command, heard: Heard): BegunProcess {
  const child = spawn(program, argv, { ...(directory === undefined ? {} : { cwd: directory }), env: { ...environment }, stdio: [hasInput ? "pipe" : "ignore", "pipe", "pipe"], detached: isGroup });
  child.stdin?.on("error", () => undefined);
  child.stdout?.on("data", heard.stdout);
  child.stderr?.on("data", heard.stderr);
  child.on("error", heard.error);
  child.on("exit", heard.exit);
  child.on("close", heard.close);
  return { stdin: child.stdin ?? new PassThrough().resume(), kill: () => { endProcess(child.pid, isGroup); } };
}

function endProcess(pid: number | undefined, isGroup: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(isGroup ? -pid : pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function beginBeside(place: string, command: Command, heard: Heard): BegunProcess {
  let isOver = false;
  const connection = connect(place);
  connection.write(textFrame("begin", command));
  connection.on("data", readFrames((kind, body) => {
    isOver ||= kind === "close";
    hear(kind, body, heard);
  }));
  connection.on("error", heard.error);
  connection.on("close", () => { if (!isOver) heard.error(new Error(`the small parent of ${command.program} is gone`)); });
  const stdin = new Writable({
    write: (chunk: Buffer, _, done) => { connection.write(frame("input", chunk), done); },
    final: (done) => { connection.write(frame("input-end"), done); },
  });
  // It may end before it has read all.
  stdin.on("error", () => undefined);
  return { stdin, kill: () => { connection.write(frame("kill")); } };
}

function hear(kind: FrameKind, body: Buffer, heard: Heard): void {
  if (kind === "stdout" || kind === "stderr") return heard[kind](body);
  const told = JSON.parse(body.toString("utf8")) as { readonly message: string; readonly code: never; readonly signal: NodeJS.Signals | null };
  switch (kind) {
    case "error": return heard.error(Object.assign(new Error(told.message), { code: told.code }));
    case "exit": return heard.exit(told.code, told.signal);
    case "close": return heard.close(told.code);
    case "begin": case "input": case "input-end": case "kill": throw new Error(`${kind} is not for a test's process`);
    default: return kind satisfies never;
  }
}
