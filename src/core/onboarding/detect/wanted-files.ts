/** Which files are to be read to know a project: manifests and the settings of a few tools, those nearest to the root first. */
import picomatch from "picomatch";
import { isBeside, isVendored } from "./vendored.ts";

/** A monorepo may have thousands of manifests: those near the root say what the rest is. */
export const MOST_FILES = 60;
/** In bytes; a manifest is no longer, and a file that calls itself one is left unread. */
export const MOST_BYTES = 256 * 1024;

const isWanted = picomatch([
  "**/package.json", "**/pnpm-workspace.yaml", "**/pyproject.toml", "**/setup.cfg", "**/tox.ini", "**/requirements*.txt", "**/requirements/*.txt", "**/Cargo.toml", "**/go.work", "**/pom.xml",
  "**/build.gradle", "**/build.gradle.kts", "**/settings.gradle", "**/settings.gradle.kts", "**/Gemfile", "**/composer.json", "**/noxfile.py", ".pre-commit-config.yaml", ".github/workflows/*.{yml,yaml}", "lerna.json",
  "**/*.{cs,fs,vb}proj", "**/*.{sln,slnx}", "**/Directory.Packages.props", "**/packages.config",
], { dot: true });

/** Sorted by how deep they lie, then by name; at most `MOST_FILES`. */
export function wantedFiles(paths: readonly string[]): readonly string[] {
  const wanted = paths.filter((path) => isWanted(path) && !isVendored(path) && !isBeside(path));
  return wanted.toSorted((one, other) => depth(one) - depth(other) || (one < other ? -1 : 1)).slice(0, MOST_FILES);
}

/** Workflows count as lying at the root: they say what CI does. */
function depth(path: string): number {
  return path.startsWith(".github/workflows/") ? 1 : path.split("/").length;
}
