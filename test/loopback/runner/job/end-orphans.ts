import { readdir, readFile } from "node:fs/promises";

/** Ends processes that a step left behind: those that carry the job's RUNNER_TRACKING_ID (the runner's own way). Gives lines for the log. */
export async function endOrphans(trackingId: string): Promise<string[]> {
  const lines: string[] = [];
  for (const pid of (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name))) {
    const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
    if (!environment.split("\0").includes(`RUNNER_TRACKING_ID=${trackingId}`)) continue;
    const name = (await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")).trim();
    try {
      process.kill(Number(pid), "SIGKILL");
      lines.push(`Terminate orphan process: pid (${pid}) (${name})`);
    } catch {
      // It has ended by itself.
    }
  }
  return lines;
}
