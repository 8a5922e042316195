/** Builds the action from the present sources into a temporary folder that looks like its repository: package.json, skills, action/dist. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const projectRoot = join(import.meta.dirname, "..", "..");

export interface BuiltAction {
  readonly dist: string;
  readonly entry: string;
  remove(): void;
}

export function buildAction(): BuiltAction {
  const folder = mkdtempSync(join(tmpdir(), "regreen-action-"));
  const dist = join(folder, "action", "dist");
  mkdirSync(dist, { recursive: true });
  for (const name of ["package.json", "skills"]) symlinkSync(join(projectRoot, name), join(folder, name));
  execFileSync(process.execPath, [join(projectRoot, "node_modules", "rolldown", "bin", "cli.mjs"), "-c", "rolldown.config.mjs", "--logLevel", "silent", "-d", dist], {
    cwd: projectRoot, env: { ...process.env, REGREEN_BUNDLE: "action" }, stdio: "ignore",
  });
  return { dist, entry: join(dist, "index.mjs"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface ActionRun { readonly code: number | null; readonly stdout: string }

/** Runs the entry with exactly this environment. */
export function runAction(entry: string, environment: Readonly<Record<string, string>>): Promise<ActionRun> {
  const child = spawn(process.execPath, [entry], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => { stdout += chunk.toString("utf8"); });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout })));
}
