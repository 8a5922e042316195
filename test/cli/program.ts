/** Runs the real program in a temporary git repository, with a state folder of its own. */
import { spawn } from "node:child_process";
import { mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openWorkshop, projectRoot, sandbox, type Workshop } from "../execution/workshop.ts";

export interface ProgramRun { readonly code: number | null; readonly stdout: string; readonly stderr: string }

export interface RunOptions {
  readonly input?: string;
  readonly directory?: string;
  /** The program gets SIGTERM when it has said this on standard error. */
  readonly terminateWhen?: string;
}

export interface Desk extends Workshop {
  readonly state: string;
  /** `regreen …` in the checkout. */
  regreen(args: readonly string[], more?: RunOptions): Promise<ProgramRun>;
  /** `regreen fix …`, without a sandbox where none works on this machine. */
  fix(args: readonly string[], more?: RunOptions): Promise<ProgramRun>;
}

export function openDesk(files: Readonly<Record<string, string>>): Desk {
  const shop = openWorkshop({ ".gitignore": "node_modules\n", ...files });
  const state = join(shop.scratchRoot, "state");
  mkdirSync(state);
  const regreen: Desk["regreen"] = (args, more = {}) => run(args, { state, directory: shop.checkout, input: "", ...more });
  const unconfined = sandbox.kind === "none" ? ["--unsafe-no-sandbox"] : [];
  return { ...shop, state, regreen, fix: (args, more) => regreen(["fix", ...args, ...unconfined], more) };
}

function run(args: readonly string[], { state, directory, input, terminateWhen }: Required<Pick<RunOptions, "input" | "directory">> & RunOptions & { readonly state: string }): Promise<ProgramRun> {
  const environment = { PATH: `${dirname(realpathSync(process.execPath))}:/usr/local/bin:/usr/bin:/bin`, HOME: state, REGREEN_STATE: state, REGREEN_PROGRESS: "always", NODE_COMPILE_CACHE: join(tmpdir(), "regreen-sources") };
  const child = spawn(process.execPath, [join(projectRoot, "src", "cli", "regreen.mjs"), ...args], { cwd: directory, env: environment, stdio: ["pipe", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  let terminated = false;
  child.stdout.on("data", (chunk: Buffer) => { stdout += chunk.toString("utf8"); });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
    if (terminateWhen === undefined || terminated || !stderr.includes(terminateWhen)) return;
    terminated = true;
    child.kill("SIGTERM");
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}

/** What eslint prints in its "stylish" format. */
export function eslintLog(checkout: string, file: string, line = 1): string {
  return `\n${checkout}/${file}\n  ${line}:1  error  Unexpected var, use let or const instead  no-var\n\n✖ 1 problem (1 error, 0 warnings)\n  1 error and 0 warnings potentially fixable with the \`--fix\` option.\n\n`;
}

export const eslintConfig = "export default [{ rules: { 'no-var': 'error', 'prefer-const': 'error', 'no-undef': 'error' } }];\n";
