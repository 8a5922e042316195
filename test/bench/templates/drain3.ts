/** Drain3 (Python) over the same lines, as its authors ship it: its processor time is taken inside, without starting Python or reading the file. */
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../../toolchains/tools/cache-folder.ts";

const PROGRAM = `
import json, sys, time
from drain3 import TemplateMiner
miner = TemplateMiner()
lines = open(sys.argv[1], encoding="utf8", errors="replace").read().split("\\n")[:-1]
start = time.process_time()
clusters = [miner.add_log_message(line)["cluster_id"] for line in lines]
print(json.dumps({"seconds": time.process_time() - start, "clusters": clusters}))
`;

export interface Drain3Run { readonly seconds: number; readonly clusters: readonly number[] }

/** What the figures were taken with. */
const VERSION = "0.9.11";

/** The Python that has Drain3: REGREEN_DRAIN3_PYTHON, or python3; null when neither has. `REGREEN_DRAIN3_PYTHON=install` puts it from PyPI into the folder of the tests' tools, once. */
export function findDrain3(): string | null {
  const named = process.env["REGREEN_DRAIN3_PYTHON"] ?? "python3";
  const python = named === "install" ? install(join(cacheFolder(), `drain3-${VERSION}`)) : named;
  return hasDrain3(python) ? python : null;
}

function hasDrain3(python: string): boolean {
  return spawnSync(python, ["-c", "import drain3"]).status === 0;
}

function install(folder: string): string {
  const python = join(folder, "bin", "python");
  if (hasDrain3(python)) return python;
  execFileSync("python3", ["-m", "venv", "--clear", folder], { stdio: "ignore" });
  execFileSync(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `drain3==${VERSION}`], { stdio: ["ignore", "ignore", "inherit"] });
  return python;
}

export async function runDrain3(python: string, file: string): Promise<Drain3Run> {
  const { stdout } = await promisify(execFile)(python, ["-c", PROGRAM, file], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout) as Drain3Run;
}
