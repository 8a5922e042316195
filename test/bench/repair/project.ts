/** A sound project: files of popular packages, as its tool wants them, so that its CI step passes. */
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { linkModules } from "../../toolchains/link-modules.ts";
import { fetchFiles } from "./fetch-packages.ts";
import type { Trade } from "./trade.ts";

export interface Project {
  readonly trade: Trade;
  /** The sources that faults may befall. */
  readonly sources: readonly string[];
  /** Everything in it, by path. */
  readonly files: ReadonlyMap<string, Buffer>;
}

const MOST_FILES = 12;

/** The project in `folder`. Throws where not even three files of the packages are as the tool wants them. */
export async function makeProject(trade: Trade, folder: string): Promise<Project> {
  const all = trade.packages.flatMap((wanted) => fetchFiles(wanted, trade.files).slice(0, Math.ceil(MOST_FILES / trade.packages.length)).map(({ path, bytes }) => ({ path: `src/${basename(wanted.name)}/${path.replaceAll("/", "-")}`, bytes })));
  const prepared = new Map([...Object.entries(trade.settings).map(([path, text]) => [path, Buffer.from(text)] as const), ...all.map(({ path, bytes }) => [path, trade.prepare?.(bytes) ?? bytes] as const)]);
  layOut(trade, folder, prepared);
  const paths = all.map(({ path }) => path);
  if (trade.mend !== undefined) await runTool(folder, [...trade.mend, ...paths]);
  const sound = await soundAmong(trade, folder, paths);
  if (sound.length < 3) throw new Error(`only ${sound.length} files of ${trade.packages.map(({ name }) => name).join(", ")} are as ${trade.check[0] ?? ""} wants them`);
  const files = new Map([...Object.keys(trade.settings), ...sound].map((path) => [path, readFileSync(join(folder, path))]));
  layOut(trade, folder, files);
  const { exit, output } = await runTool(folder, trade.step);
  if (exit !== 0) throw new Error(`the sound project of ${trade.skill} is red by itself: ${output.toString("utf8").slice(0, 300)}`);
  return { trade, sources: sound, files };
}

/** One run where all are sound, which is usual after the tool has been over them; else each by itself. */
async function soundAmong(trade: Trade, folder: string, paths: readonly string[]): Promise<readonly string[]> {
  if ((await runTool(folder, [...trade.check, ...paths])).exit === 0) return paths;
  const sound: string[] = [];
  for (const path of paths) if ((await runTool(folder, [...trade.check, path])).exit === 0) sound.push(path);
  return sound;
}

/** Writes a tree as a fix job finds it, with what `npm ci` leaves where its step is one of Node's: other tools would read the Python files in there. */
export function layOut(trade: Trade, folder: string, files: ReadonlyMap<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  if (trade.step.includes("npx ")) linkModules(folder, { skill: trade.skill, name: "" });
}

export interface Ran { readonly exit: number; readonly output: Buffer }

/** Runs a command in `folder`; a shell line where it is one text. Output and errors together. */
export function runTool(folder: string, command: readonly string[] | string): Promise<Ran> {
  const [program = "", ...argv] = typeof command === "string" ? ["bash", "-c", `${command} 2>&1`] : command;
  return new Promise((resolve) => {
    execFile(program, argv, { cwd: folder, encoding: "buffer", maxBuffer: 1 << 26, env: { ...process.env, CI: "true", LANG: "C.UTF-8", PYTHONDONTWRITEBYTECODE: "1" } }, (error, stdout) => {
      resolve({ exit: error === null ? 0 : typeof error.code === "number" ? error.code : 1, output: stdout });
    });
  });
}
