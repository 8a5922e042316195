/** Every example end to end with the real tools, and the failing command run once more on what came out: it must pass. */
import { expect, jest, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findProgram } from "../../src/adapters/sandbox/find-program.ts";
import { expectExample } from "../skills/expect-example.ts";
import { listExamples, playExample, writeTree, type Example, type Tree } from "../skills/run-example.ts";
import { commitAll } from "./commit-all.ts";
import { installTools } from "./install-tools.ts";
import { findRegistries } from "./registries.ts";
import { linkModules } from "./link-modules.ts";
import { slowTools } from "./tools/slow.ts";

// golangci-lint compiles the standard library in each sandbox: on a busy machine that takes minutes.
jest.setTimeout(300_000);
const { path } = await installTools();
const known = await findRegistries();

/** The examples of skills that are not proven are played where their tools happen to be; so are those whose tools take minutes to build. */
const isHere = (program: string): boolean => findProgram(program, [...path, process.env["PATH"] ?? ""].join(delimiter)) !== null;
const isSlow = (program: string): boolean => slowTools.some((tool) => tool.program === program);
const examples = listExamples().filter(({ proven, requires }) => requires.every(isHere) || (proven && !requires.some(isSlow)));
const absent = listExamples().filter((each) => each.proven && !examples.some(({ folder }) => folder === each.folder));

if (absent.length > 0) test.skip.each(absent.map(({ skill, example }) => [skill, example.title]))("%s: %s (not here: node test/toolchains/build-slow-tools.ts builds its tool in minutes; skills/shipped.json says with which it held)", () => undefined);

test.each(examples.map((each) => [`${each.skill}: ${each.example.title}`, each] as const))("%s", async (_, each) => {
  const played = await playExample(each, path, known);
  expectExample(each, played);
  if (each.example.kind === "repair") expect(runAgain(each, played.tree)).toEqual({ status: 0, output: expect.anything() });
});

/** The CI step's own command, outside the sandbox, on the repaired tree. */
function runAgain(each: Example, tree: Tree): { readonly status: number | null; readonly output: string } {
  const folder = mkdtempSync(join(tmpdir(), "regreen-again-"));
  try {
    writeTree(folder, tree);
    commitAll(folder, join(each.folder, "parent"));
    linkModules(folder, each);
    const { status, stdout } = spawnSync("bash", ["-c", `${each.example.command} 2>&1`], { cwd: folder, encoding: "utf8", env: { ...process.env, PATH: [...path, process.env["PATH"] ?? ""].join(delimiter), PYTHONDONTWRITEBYTECODE: "1" } });
    return { status, output: `${stdout}\n` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
