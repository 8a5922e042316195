/** Popular packages from the registries, in pinned versions, kept in the tools' cache. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../toolchains/tools/cache-folder.ts";

export interface Package {
  readonly registry: "npm" | "pypi" | "go";
  readonly name: string;
  readonly version: string;
}

export interface SourceFile { readonly path: string; readonly bytes: Buffer }

/** The package's files whose path matches `wanted`, of a size that people write (500 bytes to 24 KB), by path. Throws with the client's own words. */
export function fetchFiles(wanted: Package, matches: RegExp): readonly SourceFile[] {
  const folder = fetchPackage(wanted);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).toSorted();
  return paths.filter((path) => matches.test(path)).map((path) => ({ path, bytes: readFileSync(join(folder, path)) })).filter(({ bytes }) => bytes.length >= 500 && bytes.length <= 24_000);
}

function fetchPackage(wanted: Package): string {
  const folder = join(cacheFolder(), "packages", `${wanted.registry}-${wanted.name.replaceAll(/[^a-z0-9.-]/gi, "_")}-${wanted.version}`);
  if (existsSync(folder)) return folder;
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  bring[wanted.registry](wanted, making);
  renameSync(making, folder);
  return folder;
}

const bring: Readonly<Record<Package["registry"], (wanted: Package, folder: string) => void>> = {
  npm({ name, version }, folder) {
    const [archive] = JSON.parse(execFileSync("npm", ["pack", "--silent", "--json", "--ignore-scripts", `${name}@${version}`], { cwd: folder, encoding: "utf8" })) as { filename: string }[];
    execFileSync("tar", ["-xzf", archive?.filename ?? "", "--strip-components=1"], { cwd: folder });
    rmSync(join(folder, archive?.filename ?? ""));
  },
  pypi({ name, version }, folder) {
    execFileSync("python3", ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", `${name}==${version}`], { cwd: folder });
    const wheel = readdirSync(folder).find((file) => file.endsWith(".whl")) ?? "";
    execFileSync("python3", ["-m", "zipfile", "-e", wheel, "."], { cwd: folder });
    rmSync(join(folder, wheel));
  },
  go({ name, version }, folder) {
    const told = JSON.parse(execFileSync("go", ["mod", "download", "-json", `${name}@${version}`], { cwd: folder, encoding: "utf8", env: { ...process.env, GOFLAGS: "-mod=mod" } })) as { Dir: string };
    execFileSync("cp", ["-r", `${told.Dir}/.`, folder]);
    execFileSync("chmod", ["-R", "u+w", folder]);
  },
};
