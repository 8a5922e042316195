/** Temporary folders of replays, named by the process that made them: what a killed one left behind is removed by the next. */
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "regreen-replay-";
const NAMED = /^regreen-replay-(\d+)-/;

export function makeRoom(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`)));
}

/** Folders whose process is gone. What another user left is not ours to remove. */
export function sweepRooms(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = NAMED.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === "object" && error !== null && "code" in error && error.code === "EPERM";
  }
}
