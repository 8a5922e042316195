/** Drain3 (Python) over the same lines, as its authors ship it: the time is taken inside, without starting Python or reading the file. */
import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

const PROGRAM = `
import json, sys, time
from drain3 import TemplateMiner
miner = TemplateMiner()
lines = open(sys.argv[1], encoding="utf8", errors="replace").read().split("\\n")[:-1]
start = time.perf_counter()
clusters = [miner.add_log_message(line)["cluster_id"] for line in lines]
print(json.dumps({"seconds": time.perf_counter() - start, "clusters": clusters}))
`;

export interface Drain3Run { readonly seconds: number; readonly clusters: readonly number[] }

/** The Python that has Drain3: REGREEN_DRAIN3_PYTHON, or python3; null when neither has. */
export function findDrain3(): string | null {
  const python = process.env["REGREEN_DRAIN3_PYTHON"] ?? "python3";
  return spawnSync(python, ["-c", "import drain3"]).status === 0 ? python : null;
}

export async function runDrain3(python: string, file: string): Promise<Drain3Run> {
  const { stdout } = await promisify(execFile)(python, ["-c", PROGRAM, file], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout) as Drain3Run;
}
