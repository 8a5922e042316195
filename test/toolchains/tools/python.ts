import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache-folder.ts";
import { installFromDebian } from "./debian.ts";

const run = promisify(execFile);

/** A virtual environment named after the pinned versions of `requirements.txt`: a change of them makes a new one. */
export async function installPythonTools(): Promise<string> {
  const requirements = join(import.meta.dirname, "requirements.txt");
  const digest = createHash("sha256").update(await readFile(requirements)).digest("hex").slice(0, 12);
  const folder = join(cacheFolder(), `python-${digest}`);
  const done = join(folder, "installed");
  if (existsSync(done)) return join(folder, "bin");
  await mkdir(dirname(folder), { recursive: true });
  await makeEnvironment(folder);
  await run(join(folder, "bin", "pip"), ["install", "--quiet", "--disable-pip-version-check", "--requirement", requirements], { timeout: 300_000 });
  await writeFile(done, "");
  return join(folder, "bin");
}

/** Debian's Python comes without venv until python3-venv is installed. */
export async function makeEnvironment(folder: string): Promise<void> {
  const make = (): Promise<unknown> => run("python3", ["-m", "venv", "--clear", folder]);
  try {
    await make();
  } catch {
    await installFromDebian("python3-venv", "Python's venv module is not there");
    await make();
  }
}
