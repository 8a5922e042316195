import { readdirSync, readFileSync } from "node:fs";

/** What a process and all its descendants hold at this moment. */
export interface TreeUsage {
  readonly processes: number;
  /** Memory of their own (anonymous and shared pages), in bytes; pages that a fork still shares are counted for each. */
  readonly memoryBytes: number;
}

/** Reads /proc; a process that ends meanwhile counts nothing. Stops counting at `mostProcesses`: more than that is over the limit anyway. */
export function treeUsage(pid: number, mostProcesses: number): TreeUsage {
  const waiting = [pid];
  let processes = 0;
  let memoryBytes = 0;
  while (waiting.length > 0 && processes <= mostProcesses) {
    const next = waiting.pop() ?? pid;
    processes += 1;
    memoryBytes += ownMemory(next);
    waiting.push(...childrenOf(next));
  }
  return { processes, memoryBytes };
}

function ownMemory(pid: number): number {
  const status = readProc(`/proc/${pid}/status`);
  let kilobytes = 0;
  for (const match of status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm)) kilobytes += Number(match[1]);
  return kilobytes * 1024;
}

function childrenOf(pid: number): readonly number[] {
  return threadsOf(pid).flatMap((thread) => readProc(`/proc/${pid}/task/${thread}/children`).split(" ").filter((text) => text !== "").map(Number));
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function readProc(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
