import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import { openLogReading } from "../../src/core/failure/read-log.ts";
import { troubledLog } from "../bench/background-log.ts";
import { busyJob } from "../bench/busy-job.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** What the reading holds after so many bytes, in MB. */
function held(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
}

test("a reading that has seen all that it keeps holds no more after 48 MB than after 12 MB", () => {
  // No two parts have the same lines, and every tenth line is a problem: what is remembered of each would be seen.
  const part = (seed: number): Buffer => Buffer.from(`${troubledLog({ seed, lines: 30_000, every: 10, of: busyJob })}\n`);
  const reading = openLogReading({ job: null, workspace: null });
  const sizes: number[] = [];
  let bytes = 0;
  for (let seed = 1; bytes < 48e6; seed++) {
    const log = part(seed);
    for (let at = 0; at < log.length; at += 1 << 18) reading.push(log.subarray(at, at + (1 << 18)));
    bytes += log.length;
    if (bytes >= 12e6) sizes.push(held());
  }
  expect(reading.finish().truncated).toBe(true);
  expect(Math.max(...sizes) - (sizes[0] ?? 0)).toBeLessThan(1);
});
