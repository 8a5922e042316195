import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache-folder.ts";

const run = promisify(execFile);
const version = "v0.70.0";

/** The Open Policy Agent, built by the Go that is here: some minutes of processor time, once. Gives the program. */
export async function installOpa(go: string): Promise<string> {
  const folder = join(cacheFolder(), `opa-${version}`);
  const program = join(folder, "opa");
  if (!existsSync(program)) await run(join(go, "go"), ["install", `github.com/open-policy-agent/opa@${version}`], { timeout: 1_500_000, env: { ...process.env, GOBIN: folder } });
  return program;
}
