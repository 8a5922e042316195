import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache-folder.ts";

const run = promisify(execFile);
const packages = ["pnpm@10.33.0", "@yarnpkg/cli-dist@4.18.1"];
const python = ["uv==0.13.9"];

/** pnpm, Yarn and uv, which repositories bring along by their set-up steps; npm is there with Node, cargo with Rust. Gives the folders of their programs. */
export async function installPackageManagers(): Promise<readonly string[]> {
  const folder = join(cacheFolder(), `package-managers-${[...packages, ...python].join("-").replace(/[^\w.-]+/g, "-")}`);
  const folders = [join(folder, "node_modules", ".bin"), join(folder, "python", "bin")];
  const done = join(folder, "installed");
  if (existsSync(done)) return folders;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{"private":true}\n');
  await run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...packages], { cwd: folder, timeout: 300_000 });
  await run("python3", ["-m", "venv", "--clear", join(folder, "python")]);
  await run(join(folder, "python", "bin", "pip"), ["install", "--quiet", "--disable-pip-version-check", ...python], { timeout: 300_000 });
  await writeFile(done, "");
  return folders;
}
