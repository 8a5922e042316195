/**
 * The machine's preinstalled tools, as a hosted runner's image has them: Node with npm, git, Python, and the Node tools that
 * projects expect there, as global npm packages (`npx --no-install eslint` finds them without network). Self-contained but for
 * the programs themselves, so that a sandbox which sees this folder sees the tools.
 */
import { execFileSync } from "node:child_process";
import { accessSync, constants, cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";

export interface ToolImage {
  /** npm's global prefix: `bin`, `lib/node_modules`. */
  readonly prefix: string;
  /** `node 24.21.0`, `eslint 10.15.0` …: written into each job's log. */
  readonly tools: readonly string[];
}

const Manifest = z.object({
  version: z.string(),
  bin: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
});
/** Part of the image's name: what was built in another way is not taken for this one. */
const layout = "v2";
const packages = ["eslint", "prettier"] as const;
const programs = ["git", "npm", "npx", "python3"] as const;

/** Prepares the image under `folder` once; a later call with the same tools finds it. @param modules the node_modules that holds eslint and prettier. */
export function prepareToolImage(folder: string, modules: string): ToolImage {
  const node = existsSync(join(modules, ".bin/node")) ? realpathSync(join(modules, ".bin/node")) : process.execPath;
  const tools = [
    `node ${execFileSync(node, ["--version"], { encoding: "utf8" }).trim().slice(1)}`,
    ...packages.map((name) => `${name} ${manifestOf(modules, name).version}`),
    ...programs.map((name) => `${name} ${realProgram(name)}`),
  ];
  const prefix = join(folder, [layout, ...tools.slice(0, 3)].join("-").replaceAll(/[^A-Za-z0-9.-]+/g, "_"));
  if (!existsSync(join(prefix, "image.json"))) build(prefix, modules, node, tools);
  return { prefix, tools };
}

/** Built beside and moved into place, so that two that begin at once do not meet. */
function build(prefix: string, modules: string, node: string, tools: readonly string[]): void {
  mkdirSync(dirname(prefix), { recursive: true });
  const fresh = mkdtempSync(`${prefix}.`);
  mkdirSync(join(fresh, "bin"));
  for (const name of closure(modules)) cpSync(join(modules, name), join(fresh, "lib/node_modules", name), { recursive: true });
  symlinkSync(node, join(fresh, "bin/node"));
  for (const name of programs) symlinkSync(realProgram(name), join(fresh, "bin", name));
  for (const name of packages) linkCommands(fresh, name);
  writeFileSync(join(fresh, "image.json"), JSON.stringify({ tools }));
  try {
    renameSync(fresh, prefix);
  } catch (error) {
    rmSync(fresh, { recursive: true });
    if (!existsSync(join(prefix, "image.json"))) throw error;
  }
}

function linkCommands(prefix: string, name: string): void {
  const { bin } = manifestOf(join(prefix, "lib/node_modules"), name);
  const commands = typeof bin === "string" ? { [name]: bin } : bin ?? {};
  for (const [command, path] of Object.entries(commands)) symlinkSync(join("../lib/node_modules", name, path), join(prefix, "bin", command));
}

/** The packages and all that they need, as they lie flat in `modules`. What lies nested is copied with its parent, but may need something flat in turn. */
function closure(modules: string): Set<string> {
  const found = new Set<string>();
  const waiting: string[] = [...packages];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name) || !existsSync(join(modules, name))) continue;
    found.add(name);
    waiting.push(...neededBy(modules, name));
  }
  return found;
}

function neededBy(modules: string, name: string): string[] {
  const own = Object.keys(manifestOf(modules, name).dependencies);
  const inner = join(modules, name, "node_modules");
  const nested = existsSync(inner) ? globSync(["*/package.json", "@*/*/package.json"], { cwd: inner }).map((path) => dirname(path)) : [];
  return [...own, ...nested.flatMap((one) => neededBy(inner, one))];
}

function manifestOf(modules: string, name: string): z.infer<typeof Manifest> {
  return Manifest.parse(JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")));
}

/** Absolute path of a program of this machine, links and version shims resolved. */
function realProgram(name: string): string {
  const found = (process.env.PATH ?? "").split(":").map((folder) => join(folder, name)).find((path) => isProgram(path) && !path.includes("node_modules"));
  if (found === undefined) throw new Error(`the runner's machine has no ${name}`);
  if (name !== "python3") return realpathSync(found);
  return realpathSync(execFileSync(found, ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim());
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The node_modules that this project itself runs on. */
export function ownModules(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve("eslint/package.json")));
}
