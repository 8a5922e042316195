/**
 * Where this machine's tools get packages, found out from the tools themselves: repositories that test Regreen sit behind mirrors of all kinds.
 * Recorded examples name none of them; a stand-in of ours takes the place of each.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Registries } from "../../src/core/registry/registry.ts";
import { installPackageManagers } from "./tools/package-managers.ts";

const run = promisify(execFile);

export interface KnownRegistries {
  readonly registries: Registries;
  /** From the text of recorded trees to that of this machine. */
  toMachine(text: string): string;
  /** Back again. */
  toRecord(text: string): string;
}

export async function findRegistries(): Promise<KnownRegistries> {
  const [npm, yarn, python, crates] = await Promise.all([npmOrigin(), inFolder(yarnOrigin), pythonOrigins(), inFolder(cratesOrigins)]);
  const places: readonly (readonly [string, string])[] = [["https://npm.example", npm], ["https://pypi.example", python.index], ["https://pypi-files.example", python.files]];
  return {
    // Of gems and PHP packages no registry is to be had; their examples ask none, and the skills want one to be permitted.
    registries: { rubygems: ["https://gems.example"], packagist: ["https://packages.example"], npm: [...new Set([npm, yarn])], pypi: [python.index, python.files], crates },
    toMachine: (text) => places.reduce((changed, [standIn, origin]) => changed.replaceAll(`${standIn}/`, `${origin}/`), text),
    toRecord: (text) => places.reduce((changed, [standIn, origin]) => changed.replaceAll(`${origin}/`, `${standIn}/`), text),
  };
}

async function npmOrigin(): Promise<string> {
  const { stdout } = await run("npm", ["config", "get", "registry"]);
  return new URL(stdout.trim()).origin;
}

/** Yarn has a registry of its own by default. */
async function yarnOrigin(folder: string): Promise<string> {
  await writeFile(join(folder, "package.json"), "{}");
  await writeFile(join(folder, "yarn.lock"), "");
  const { stdout } = await run(await programOf("yarn"), ["config", "get", "npmRegistryServer"], { cwd: folder, env: { ...process.env, HOME: folder } });
  return new URL(stdout.trim()).origin;
}

/** pip prints its index in its help, or has it in its settings; the index names where the files are. */
async function pythonOrigins(): Promise<{ readonly index: string; readonly files: string }> {
  const set = await run("python3", ["-m", "pip", "config", "get", "global.index-url"]).then(({ stdout }) => stdout.trim(), () => null);
  const help = await run("python3", ["-m", "pip", "install", "--help"], { env: { ...process.env, COLUMNS: "300" } });
  const index = set ?? /default (https?:\/\/\S+?)\)/.exec(help.stdout.replace(/\s+/g, " "))?.[1] ?? "";
  const page = await (await fetch(`${index.replace(/\/$/, "")}/six/`)).text();
  const file = /href="([^"]+)"/.exec(page)?.[1] ?? "";
  return { index: new URL(index).origin, files: new URL(file, `${index.replace(/\/$/, "")}/six/`).origin };
}

/** cargo has no word for it; its log names the hosts that it asks for an index and a crate. */
async function cratesOrigins(folder: string): Promise<readonly string[]> {
  await mkdir(join(folder, "src"), { recursive: true });
  await writeFile(join(folder, "src/lib.rs"), "");
  await writeFile(join(folder, "Cargo.toml"), '[package]\nname = "ask"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\nitoa = "=1.0.15"\n');
  const environment = { ...process.env, CARGO_HOME: join(folder, "home"), RUSTUP_HOME: process.env["RUSTUP_HOME"] ?? join(homedir(), ".rustup"), CARGO_LOG: "network=debug" };
  const { stderr } = await run("cargo", ["fetch"], { cwd: folder, env: environment, maxBuffer: 64 * 1024 * 1024 });
  return [...new Set(stderr.match(/https:\/\/[a-z0-9.-]+/g))].toSorted();
}

async function programOf(name: string): Promise<string> {
  const folders = await installPackageManagers();
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? name;
}

async function inFolder<T>(ask: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "regreen-ask-"));
  try {
    return await ask(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
