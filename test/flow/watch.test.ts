/** E7 on real checkouts, with the real eslint and node's own test runner. */
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot, sandbox } from "../execution/workshop.ts";
import { eslintConfig, openDesk, type Desk, type ProgramRun } from "../cli/program.ts";

jest.setTimeout(60_000);
let desk: Desk;
afterEach(() => desk.remove());

const lint = "node node_modules/eslint/bin/eslint.js src";
const unconfined = sandbox.kind === "none" ? ["--unsafe-no-sandbox"] : [];
const watch = (...args: readonly string[]): Promise<ProgramRun> => desk.regreen(["watch", ...args, ...unconfined]);
const lintDesk = (code: string, files: Readonly<Record<string, string>> = {}): Desk => openDesk({ "src/app.js": code, "eslint.config.mjs": eslintConfig, ...files });
const status = (): readonly string[] => desk.git("status", "--short").split("\n").filter((line) => line !== "");

/** Ended, though nobody may have asked for its end yet. */
function isAsleep(process: number): boolean {
  const file = `/proc/${String(process)}/stat`;
  return existsSync(file) && !/^\d+ \(.*\) [ZX]/.test(readFileSync(file, "utf8"));
}

describe("one round", () => {
  test("mends what fails, runs the command again, keeps what made it pass, and says so", async () => {
    desk = lintDesk("var a = 1\nexport { a }\n");
    const run = await watch("--run", lint, "--once");
    expect([run.stderr, run.code]).toEqual(["", 0]);
    expect(desk.read("src/app.js")).toBe("const a = 1\nexport { a }\n");
    expect(run.stdout).toMatch(/eslint-fix: fixed[\s\S]+passes now\.[\s\S]+1 attempt, 1 fix kept, 0 rolled back; success: 100 % of the attempts/);
  });

  test("takes back, byte for byte, what mended one thing and broke another", async () => {
    const before = "var a = 1\nexport { a }\n";
    desk = lintDesk(before, { "test.mjs": "import { readFileSync } from 'node:fs';\nimport test from 'node:test';\nimport assert from 'node:assert';\ntest('keeps its var', () => assert.ok(readFileSync('src/app.js', 'utf8').includes('var')));\n" });
    const run = await watch("--run", `${lint}; a=$?; node --test test.mjs && exit $a`, "--once");
    expect([run.code, desk.read("src/app.js"), status()]).toEqual([1, before, []]);
    expect(run.stdout).toMatch(/Rolled back: another failure came with it\.[\s\S]+not mended: another failure came with it/);
  });

  test("--dry-run says what it would do, and writes nothing", async () => {
    desk = lintDesk("var a = 1\nexport { a }\n");
    const before = desk.picture();
    const run = await watch("--run", lint, "--once", "--dry-run");
    expect([run.code, desk.picture()]).toEqual([1, before]);
    expect(run.stdout).toContain("eslint-fix: would fix");
  });

  test("--directory keeps the fix inside; what lies elsewhere is left, with the reason", async () => {
    desk = lintDesk("var a = 1\nexport { a }\n", { "lib/b.js": "export const b = 1\n" });
    const run = await watch("--run", lint, "--once", "--directory", "lib");
    expect([run.code, status()]).toEqual([1, []]);
    expect(run.stdout).toContain("outside the repository's safe directories");
  });

  test("a failing file that is a symlink out of the checkout is not written through", async () => {
    desk = lintDesk("export const a = 1\n");
    const outside = join(desk.scratchRoot, "outside.js");
    writeFileSync(outside, "var b = 1\nexport { b }\n");
    symlinkSync(outside, join(desk.checkout, "src/link.js"));
    desk.git("add", "src/link.js");
    const run = await watch("--run", `${lint} src/link.js`, "--once");
    expect(run.stdout).toMatch(/not mended/);
    expect([desk.read("src/app.js"), readFileSync(outside, "utf8")]).toEqual(["export const a = 1\n", "var b = 1\nexport { b }\n"]);
  });

  test.each(["..", "/tmp", "src/../..", "./."])("--directory %s is refused", async (folder) => {
    desk = lintDesk("export const a = 1\n");
    const run = await watch("--run", lint, "--directory", folder);
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining("is not a folder inside the checkout")]);
  });
});

describe("going on", () => {
  test("after a change the tests that it can reach are run first, and then all of them", async () => {
    const body = (name: string): string => `import test from 'node:test';\nimport { appendFileSync } from 'node:fs';\nimport '../src/${name}.mjs';\ntest('${name}', () => appendFileSync('../ran', '${name} '));\n`;
    desk = openDesk({ "src/a.mjs": "export {};\n", "src/b.mjs": "export {};\n", "test/a.test.mjs": body("a"), "test/b.test.mjs": body("b") });
    const ran = join(desk.checkout, "../ran");
    const child = spawn(process.execPath, [join(projectRoot, "src/cli/regreen.mjs"), "watch", "--run", "node --test", "--every", "1", "--json", ...unconfined], { cwd: desk.checkout, env: { ...process.env, REGREEN_STATE: desk.state, NODE_OPTIONS: "" } });
    let rounds = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      rounds += chunk.toString("utf8").split('"event":"round"').length - 1;
      if (rounds === 1) {
        writeFileSync(ran, "");
        writeFileSync(join(desk.checkout, "src/b.mjs"), "export const b = 1;\n");
      }
      if (rounds === 2) child.kill("SIGTERM");
    });
    await once(child, "close");
    expect(readFileSync(ran, "utf8")).toMatch(/^b (?:a b |b a )$/);
  });

  test("a failure is mended when it appears; SIGTERM ends it cleanly, with the summary and --json lines", async () => {
    desk = lintDesk("export const a = 1\n");
    const child = spawn(process.execPath, [join(projectRoot, "src/cli/regreen.mjs"), "watch", "--run", lint, "--every", "1", "--json", ...unconfined], { cwd: desk.checkout, env: { ...process.env, REGREEN_STATE: desk.state, NODE_OPTIONS: "" } });
    const events: Record<string, unknown>[] = [];
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) events.push(JSON.parse(line) as Record<string, unknown>);
      if (events.length === 1) writeFileSync(join(desk.checkout, "src/app.js"), "var a = 1\nexport { a }\n");
      if (events.length === 2) child.kill("SIGTERM");
    });
    const [code] = await once(child, "close") as [number];
    expect([code, desk.read("src/app.js")]).toEqual([0, "const a = 1\nexport { a }\n"]);
    expect(events).toMatchObject([
      { event: "round", exit: 0, red: false, attempts: 0 }, { event: "round", exit: 0, red: true, attempts: 1, fixes: 1 },
      { event: "summary", rounds: 2, red: 1, attempts: 1, fixes: 1, success_rate: 1 },
    ]);
  });

  test("stopped while the command runs, it ends the command and all that it started, and leaves the tree as it was", async () => {
    desk = lintDesk("export const a = 1\n");
    const child = spawn(process.execPath, [join(projectRoot, "src/cli/regreen.mjs"), "watch", "--run", "sleep 77 & echo $! > ../started; wait", ...unconfined], { cwd: desk.checkout, env: { ...process.env, REGREEN_STATE: desk.state, NODE_OPTIONS: "" }, stdio: ["ignore", "pipe", "pipe"] });
    const file = join(desk.checkout, "../started");
    while (!existsSync(file) || readFileSync(file, "utf8") === "") await new Promise((resolve) => { setTimeout(resolve, 20); });
    child.kill("SIGINT");
    const [code] = await once(child, "close") as [number];
    const sleeper = Number(readFileSync(file, "utf8"));
    expect([code, isAsleep(sleeper), status()]).toEqual([0, false, []]);
  });
});
