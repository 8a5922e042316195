/** A person at a shell, in a clone of the demo's repository. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Stage } from "../demo/stage.ts";

/** Standard output of the script. Rejects when a command of it fails. */
export async function inClone({ loopback, repository, personToken }: Stage, script: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "regreen-clone-"));
  try {
    await promisify(execFile)("git", ["clone", "--quiet", loopback.cloneUrl(repository, personToken), folder]);
    return (await promisify(execFile)("sh", ["-e", "-c", script], { cwd: folder })).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
