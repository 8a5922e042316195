/** Drain3 (Python) over the same lines, as its authors ship it: the time is taken inside, without starting Python or reading the file. */
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
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

/** What the figures were taken with. */
const PACKAGE = "drain3==0.9.11";

/** The Python that has Drain3: REGREEN_DRAIN3_PYTHON, or python3; null when neither has. `REGREEN_DRAIN3_PYTHON=install` puts it from PyPI into a folder of its own under `scratch`. */
export function findDrain3(scratch: string): string | null {
  const named = process.env["REGREEN_DRAIN3_PYTHON"] ?? "python3";
  const python = named === "install" ? install(join(scratch, "drain3")) : named;
  return spawnSync(python, ["-c", "import drain3"]).status === 0 ? python : null;
}

function install(folder: string): string {
  execFileSync("python3", ["-m", "venv", folder], { stdio: "ignore" });
  const python = join(folder, "bin", "python");
  execFileSync(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE], { stdio: ["ignore", "ignore", "inherit"] });
  return python;
}

export async function runDrain3(python: string, file: string): Promise<Drain3Run> {
  const { stdout } = await promisify(execFile)(python, ["-c", PROGRAM, file], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout) as Drain3Run;
}
