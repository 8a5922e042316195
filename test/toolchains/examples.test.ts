/** Every example end to end with the real tools, and the failing command run once more on what came out: it must pass. */
import { expect, jest, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findProgram } from "../../src/adapters/sandbox/find-program.ts";
import { expectExample } from "../skills/expect-example.ts";
import { listExamples, playExample, writeTree, type Tree } from "../skills/run-example.ts";
import { installTools } from "./install-tools.ts";

jest.setTimeout(120_000);
const { path } = await installTools();

/** The tools of skills that are not proven are played where they happen to be. */
const isHere = (program: string): boolean => findProgram(program, [...path, process.env["PATH"] ?? ""].join(delimiter)) !== null;
const examples = listExamples().filter(({ proven, requires }) => proven || requires.every(isHere));

test.each(examples.map((each) => [`${each.skill}: ${each.example.title}`, each] as const))("%s", async (_, each) => {
  const played = await playExample(each, path);
  expectExample(each, played);
  if (each.example.kind === "repair") expect(runAgain(each.example.command, played.tree)).toEqual({ status: 0, output: expect.anything() });
});

/** The CI step's own command, outside the sandbox, on the repaired tree. */
function runAgain(command: string, tree: Tree): { readonly status: number | null; readonly output: string } {
  const folder = mkdtempSync(join(tmpdir(), "regreen-again-"));
  try {
    writeTree(folder, tree);
    if (command.startsWith("npx ")) symlinkSync(join(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"));
    const { status, stdout } = spawnSync("bash", ["-c", `${command} 2>&1`], { cwd: folder, encoding: "utf8", env: { ...process.env, PATH: [...path, process.env["PATH"] ?? ""].join(delimiter), PYTHONDONTWRITEBYTECODE: "1" } });
    return { status, output: `${stdout}\n` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
