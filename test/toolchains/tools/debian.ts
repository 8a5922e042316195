import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
let updated: Promise<unknown> | undefined;

/** Installs a package of Debian's where we may; otherwise the error says what is `missing` and how to get it. */
export async function installFromDebian(name: string, missing: string): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error(`${missing}: run apt-get install ${name} and try again`);
  updated ??= run("apt-get", ["update", "--quiet"], { timeout: 120_000 });
  await updated;
  await run("apt-get", ["install", "--quiet", "--yes", "--no-install-recommends", name], { timeout: 300_000 });
}
