/** Files that decide what runs, who may approve and what an agent believes: protected always, unless a skill and the repository both opt in (formats.md). */
import picomatch from "picomatch";
import type { Action } from "../skill/contract.ts";

const lockfiles = [
  "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock",
  "Cargo.lock", "go.sum", "Gemfile.lock", "composer.lock", "mix.lock", "Package.resolved", "packages.lock.json", "gradle.lockfile", "flake.lock", ".terraform.lock.hcl",
];
const manifests = [
  "package.json", "pyproject.toml", "setup.py", "setup.cfg", "requirements*.txt", "Pipfile", "Cargo.toml", "build.rs", "go.mod", "Gemfile", "*.gemspec",
  "composer.json", "pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "*.csproj", "*.fsproj", "Package.swift", "mix.exs",
  "Makefile", "GNUmakefile", "makefile", "CMakeLists.txt", "tox.ini", "noxfile.py", "Dockerfile", "Containerfile",
];
const governed = [
  ".npmrc", ".yarnrc", ".yarnrc.yml", ".pnpmfile.cjs", ".pnp.cjs", "pip.conf", ".pypirc", ".netrc", ".gitattributes", ".gitmodules", ".lfsconfig", ".envrc", ".env",
  ".pre-commit-config.yaml", "CODEOWNERS", "LICENSE", "LICENSE.*", "COPYING", "SECURITY.md", "action.yml", "action.yaml", "init.gradle", "gradle.properties",
  "gradle-wrapper.properties", "AGENTS.md", "CLAUDE.md", "GEMINI.md", ".cursorrules", ".windsurfrules", "copilot-instructions.md",
];
/** Wherever they lie. */
const folders = [".github", ".gitlab", ".circleci", ".husky", ".cargo", ".cursor", ".claude", ".vscode", ".idea", ".devcontainer", ".yarn", ".mvn", "gradle/wrapper"];

/** By the last part of the path, whatever the case of its letters. A set for plain names: to make a glob's matcher for each takes long. */
function named(names: readonly string[]): (path: string) => boolean {
  const plain = new Set(names.filter((name) => !name.includes("*")).map((name) => name.toLowerCase()));
  const patterns = names.filter((name) => name.includes("*")).map((name) => new RegExp(`^${name.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}$`, "i"));
  return (path) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return plain.has(name.toLowerCase()) || patterns.some((pattern) => pattern.test(name));
  };
}

const isGoverned = named(governed);
const inFolder = (path: string): boolean => folders.some((folder) => `/${path.toLowerCase()}/`.includes(`/${folder}/`));

export const isLockfile = named(lockfiles);
export const isManifest = named(manifests);
export const isWorkflow = (path: string): boolean => /^\.github\/(?:workflows|actions)(?:\/|$)/i.test(path);
export const isSnapshot = (path: string): boolean => /(?:^|\/)(?:__snapshots__|snapshots)(?:\/|$)|\.(?:snap|ambr)$/.test(path);

/**
 * Why this path is protected, in plain words; null when it is not. Manifests are not in this list: they are judged by what changes in them.
 * `allowed`: actions of the contracts that name the file; one that may change lockfiles runs only where the repository names its skill (parse-skill.ts).
 */
export function protectedBecause(path: string, alsoProtected: readonly string[], allowed: readonly Action[]): string | null {
  if (inFolder(path)) return "the folder holds settings that decide what runs or who decides";
  if (isGoverned(path)) return "the file decides what runs, who decides, or what an agent believes";
  if (isLockfile(path) && !allowed.includes("modify_lockfile")) return "lockfiles are changed only by a skill made for them, where the repository asks for it";
  if (alsoProtected.length > 0 && picomatch([...alsoProtected], { dot: true })(path)) return "the repository's configuration protects it";
  return null;
}
