import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache-folder.ts";

const run = promisify(execFile);
const version = "v1.1.1";

/** Google's addlicense, built by the Go that is here. */
export async function installAddlicense(go: string): Promise<string> {
  const folder = join(cacheFolder(), `addlicense-${version}`);
  if (existsSync(join(folder, "addlicense"))) return folder;
  await run(join(go, "go"), ["install", `github.com/google/addlicense@${version}`], { timeout: 300_000, env: { ...process.env, GOBIN: folder } });
  return folder;
}
