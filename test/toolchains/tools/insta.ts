import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache-folder.ts";
import { findRust } from "./rust.ts";

const run = promisify(execFile);
const version = "1.43.2";
const project = join(import.meta.dirname, "../../../skills/snapshot-update-insta/examples/text-changed/before");

/** cargo-insta, built once by the cargo that is here (about a minute of processor time), and the crates of its examples in cargo's own cache, as a job leaves them there. */
export async function installCargoInsta(): Promise<string> {
  const cargo = join(await findRust(), "cargo");
  const folder = join(cacheFolder(), `cargo-insta-${version}`);
  if (!existsSync(join(folder, "bin", "cargo-insta"))) await run(cargo, ["install", "cargo-insta", "--version", version, "--locked", "--root", folder], { timeout: 600_000, maxBuffer: 64 * 1024 * 1024 });
  await run(cargo, ["fetch", "--locked"], { cwd: project, timeout: 300_000 });
  return join(folder, "bin");
}
