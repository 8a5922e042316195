import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "project");

/** The demo's broken project: path → bytes, as a person would push it. */
export function readProject(): Record<string, Uint8Array> {
  const paths = globSync(["**/*", "**/.*", "**/.*/**"], { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries([...new Set(paths)].sort().map((path) => [path, readFileSync(join(folder, path))]));
}
