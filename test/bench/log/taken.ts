/** What a piece of work took: by the clock, and of the processors, all threads together. In seconds. */
import { spawnSync } from "node:child_process";

export interface Taken {
  readonly wall: number;
  readonly processor: number;
}

/** Of this process, with its threads. */
export async function timed(act: () => unknown): Promise<Taken> {
  const before = process.cpuUsage();
  const start = performance.now();
  await act();
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { wall, processor: (user + system) / 1e6 };
}

/** Of a program, as the shell counts it (`TIMEFORMAT`, to the millisecond): Node does not tell what its children took. */
export function counted(program: string, argv: readonly string[]): Promise<Taken> {
  const run = spawnSync("bash", ["-c", 'TIMEFORMAT="took %R %U %S"; time "$@" >/dev/null', "bash", program, ...argv], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  const took = /took ([\d.]+) ([\d.]+) ([\d.]+)/.exec(run.stderr);
  if (run.status !== 0 || took === null) throw new Error(`${program} ended with ${String(run.status)}: ${run.stderr}`);
  return Promise.resolve({ wall: Number(took[1]), processor: Number(took[2]) + Number(took[3]) });
}
