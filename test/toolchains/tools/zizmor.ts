import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache-folder.ts";
import { makeEnvironment } from "./python.ts";

const run = promisify(execFile);
const version = "1.32.0";

/** zizmor, which audits workflows, from PyPI. Gives the program. */
export async function installZizmor(): Promise<string> {
  const folder = join(cacheFolder(), `zizmor-${version}`);
  const program = join(folder, "bin", "zizmor");
  if (existsSync(program)) return program;
  await mkdir(dirname(folder), { recursive: true });
  await makeEnvironment(folder);
  await run(join(folder, "bin", "pip"), ["install", "--quiet", "--disable-pip-version-check", `zizmor==${version}`], { timeout: 300_000 });
  return program;
}
