import { lstatSync, readdirSync, statfsSync } from "node:fs";
import { join } from "node:path";

export interface ScratchGrowth {
  /** True when what was written since the start is more than allowed. */
  isOver(): boolean;
}

/** Most files that a fix may leave behind: an empty file costs no bytes, but the disk has only so many. */
const mostFiles = 100_000;

/**
 * Watches how much is written in a folder. The file system's free space is asked each time (one call); the folder is measured only when that space
 * has shrunk by more than the allowance, because others write to the same disk too.
 */
export function watchGrowth(folder: string, allowedBytes: number): ScratchGrowth {
  const start = statfsSync(folder);
  const since = Date.now() - 1000;
  return {
    isOver() {
      const now = statfsSync(folder);
      const bytesGone = (start.bfree - now.bfree) * start.bsize;
      const filesGone = start.ffree - now.ffree;
      if (bytesGone < allowedBytes && filesGone < mostFiles) return false;
      const written = writtenSince(folder, since);
      return written.bytes > allowedBytes || written.files > mostFiles;
    },
  };
}

/** The change time is the kernel's: a command can forge the time of modification, not this one. */
function writtenSince(folder: string, since: number): { readonly bytes: number; readonly files: number } {
  const written = { bytes: 0, files: 0 };
  const waiting = [folder];
  while (waiting.length > 0) {
    const next = waiting.pop() ?? folder;
    for (const entry of entriesOf(next)) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      const stat = lstatSync(path, { throwIfNoEntry: false });
      if (stat === undefined || stat.ctimeMs < since) continue;
      written.files += 1;
      written.bytes += stat.blocks * 512;
    }
  }
  return written;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
