import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache-folder.ts";

const run = promisify(execFile);
const version = "v0.38.0";

/** goimports of golang.org/x/tools, built by the Go that is here: about half a minute of processor time, once. */
export async function installGoimports(go: string): Promise<string> {
  const folder = join(cacheFolder(), `goimports-${version}`);
  if (existsSync(join(folder, "goimports"))) return folder;
  await run(join(go, "go"), ["install", `golang.org/x/tools/cmd/goimports@${version}`], { timeout: 300_000, env: { ...process.env, GOBIN: folder } });
  return folder;
}
