import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

/** A server as a process of its own. */
export interface Contestant { readonly port: number; readonly process: ChildProcess; /** Ends it; gives how many deliveries it took. */ end(): Promise<number> }

export async function startContestant(program: "our-server.ts" | "probot-server.ts", folder: string): Promise<Contestant> {
  const child = spawn(process.execPath, [join(import.meta.dirname, program), folder], { stdio: ["pipe", "pipe", "ignore"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const port = Number((await lines.next()).value);
  const end = async (): Promise<number> => {
    child.stdin.end();
    const count = Number((await lines.next()).value);
    if (child.exitCode === null) await once(child, "exit");
    return count;
  };
  return { port, process: child, end };
}

export interface Load { readonly count: number; readonly failures: number; readonly perSecond: number; readonly p50: number; readonly p99: number }

export async function load(port: number, connections: number, milliseconds: number): Promise<Load> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, "load.ts"), String(port), "/", String(connections), String(milliseconds)]);
  return JSON.parse(stdout) as Load;
}

/** Microseconds of processor that all threads of the process have had, as Linux counts them (in steps of 10 ms). */
export function processorTimeOf({ pid }: ChildProcess): number {
  const [, fields = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const [user, system] = fields.split(" ").slice(11, 13).map(Number);
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) * 10_000;
}

/** Resident memory and its peak in MB, as Linux counts them. */
export function memoryOf({ pid }: ChildProcess): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const read = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1024;
  return { now: read("VmRSS"), peak: read("VmHWM") };
}
