/** Installs the tools that the skills run, in pinned versions, into a cache folder: `REGREEN_TOOLS`, or the user's cache. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const project = join(import.meta.dirname, "../..");

export interface Tools {
  /** Folders to put before the path, so that the tools are found. */
  readonly path: readonly string[];
}

/** Rejects with the installer's own words where something cannot be had. */
export async function installTools(): Promise<Tools> {
  return { path: [join(project, "node_modules/.bin"), await installPythonTools(), await findGo()] };
}

function cacheFolder(): string {
  return process.env["REGREEN_TOOLS"] ?? join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "regreen", "tools");
}

/** A virtual environment named after the pinned versions: a change of them makes a new one. */
async function installPythonTools(): Promise<string> {
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
async function makeEnvironment(folder: string): Promise<void> {
  const make = (): Promise<unknown> => run("python3", ["-m", "venv", "--clear", folder]);
  try {
    await make();
  } catch {
    await installFromDebian("python3-venv", "Python's venv module is not there");
    await make();
  }
}

/** Go as it is there, or from Debian where we may install it. */
async function findGo(): Promise<string> {
  const present = findGofmt();
  if (present !== null) return present;
  await installFromDebian("golang-go", "gofmt is not on the path");
  const installed = findGofmt();
  if (installed === null) throw new Error("golang-go is installed and gofmt is still not on the path");
  return installed;
}

async function installFromDebian(name: string, missing: string): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error(`${missing}: run apt-get install ${name} and try again`);
  await run("apt-get", ["update", "--quiet"], { timeout: 120_000 });
  await run("apt-get", ["install", "--quiet", "--yes", "--no-install-recommends", name], { timeout: 300_000 });
}

function findGofmt(): string | null {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/local/go/bin", "/usr/lib/go/bin"];
  return folders.find((folder) => existsSync(join(folder, "gofmt"))) ?? null;
}
