/** `regreen init`: the configuration and workflow that fit the checkout, written once and never over what is there. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { parseConfiguration } from "../../../src/core/configuration/parse-configuration.ts";
import { openDesk, type Desk } from "../program.ts";

let desk: Desk;
beforeEach(() => { desk = openDesk({ "package.json": '{"devDependencies":{"eslint":"9.0.0"}}\n', "package-lock.json": "{}\n", "src/app.js": "export const a = 1;\n" }); });
afterEach(() => { desk.remove(); });

const read = (path: string): string => readFileSync(join(desk.checkout, path), "utf8");

test("writes a valid configuration and the workflow with this project's set-up", async () => {
  const { code, stdout } = await desk.regreen(["init"]);
  expect(code).toBe(0);
  expect(stdout).toContain("Written:\n  .github/regreen.yml\n  .github/workflows/regreen-fix.yml\n");
  expect(parseConfiguration(Buffer.from(read(".github/regreen.yml"))).skills.opt_in).toEqual([]);
  expect(read(".github/workflows/regreen-fix.yml")).toContain("        run: \"npm ci --ignore-scripts ||");
});

test("without a server the workflow that answers comments is written too", async () => {
  const { stdout } = await desk.regreen(["init", "--action"]);
  expect(stdout).toContain("Written:\n  .github/regreen.yml\n  .github/workflows/regreen-fix.yml\n  .github/workflows/regreen-comment.yml\n");
  expect(read(".github/workflows/regreen-comment.yml")).toContain("if: contains(github.event.comment.body || github.event.review.body, '/autofix')");
});

test("a dry run writes nothing and prints the files", async () => {
  const { code, stdout } = await desk.regreen(["init", "--dry-run"]);
  expect([code, stdout.includes("Would write:"), stdout.includes("--- .github/regreen.yml\n")]).toEqual([0, true, true]);
  expect(readdirSync(desk.checkout)).not.toContain(".github");
});

test("a second time there is nothing to do, and what a person wrote is left as it is", async () => {
  await desk.regreen(["init"]);
  const again = await desk.regreen(["init", "--json"]);
  const states = (stdout: string): string[] => (JSON.parse(stdout) as { files: { state: string }[] }).files.map(({ state }) => state);
  expect(states(again.stdout)).toEqual(["same", "same"]);
  writeFileSync(join(desk.checkout, ".github/regreen.yml"), "version: 1\nenabled: false\n");
  const { code, stdout } = await desk.regreen(["init"]);
  expect([code, stdout.includes("Left as they are")]).toEqual([0, true]);
  expect(read(".github/regreen.yml")).toBe("version: 1\nenabled: false\n");
  expect(states((await desk.regreen(["init", "--force", "--json"])).stdout)).toEqual(["replaced", "same"]);
  expect(read(".github/regreen.yml")).toContain("# Found here:");
});

test("what was found is told as JSON, each with the file that shows it", async () => {
  const told = JSON.parse((await desk.regreen(["init", "--dry-run", "--json"])).stdout) as { readonly layout: { readonly linters: readonly object[] }; readonly surface: string; readonly dry_run: boolean };
  expect(told).toMatchObject({ version: 1, surface: "app", dry_run: true, layout: { linters: [{ name: "ESLint", because: "package.json" }] } });
});

test("the sizes of merged pull requests come from the history", async () => {
  const git = (...args: string[]): void => void execFileSync("git", ["-C", desk.checkout, "-c", "user.name=a", "-c", "user.email=a@host.example", ...args]);
  for (const [index, lines] of [3, 1, 7].entries()) {
    writeFileSync(join(desk.checkout, `file${index}.js`), "x\n".repeat(lines));
    git("add", ".");
    git("commit", "-qm", `Add a file (#${index + 1})`);
  }
  const told = JSON.parse((await desk.regreen(["init", "--dry-run", "--json"])).stdout) as { readonly merged_pull_requests: object };
  expect(told.merged_pull_requests).toEqual({ pulls: 3, median: { lines: 3, files: 1 }, ninth: { lines: 7, files: 1 } });
});

test("nothing is written through a link that leads out of the checkout", async () => {
  const outside = mkdtempSync(join(tmpdir(), "regreen-outside-"));
  symlinkSync(outside, join(desk.checkout, ".github"));
  const { code } = await desk.regreen(["init"]);
  expect([code, readdirSync(outside)]).toEqual([1, []]);
  rmSync(outside, { recursive: true });
});

test("a folder in the place of a file is refused by name", async () => {
  mkdirSync(join(desk.checkout, ".github/regreen.yml"), { recursive: true });
  const { code, stderr } = await desk.regreen(["init"]);
  expect([code, stderr]).toEqual([1, expect.stringContaining(".github/regreen.yml is not a regular file")]);
});

test("two surfaces at once are one too many", async () => {
  expect(await desk.regreen(["init", "--app", "--action"])).toMatchObject({ code: 2, stderr: expect.stringContaining("Name one of them.") });
});

test("the gate and the report are written where they are asked for, with the same pin, and the configuration lets the gate judge everybody", async () => {
  const pin = "c0ffee".repeat(7).slice(0, 40);
  const { code, stdout } = await desk.regreen(["init", "--action", "--with", "gate,report", "--pin", pin]);
  expect([code, stdout]).toEqual([0, expect.stringContaining("  .github/workflows/regreen-gate.yml\n  .github/workflows/regreen-report.yml\n")]);
  expect(stdout).toContain("require its check regreen/gate");
  const pins = readdirSync(join(desk.checkout, ".github/workflows")).map((file) => [...read(`.github/workflows/${file}`).matchAll(/uses: regreen\/regreen@(\S+)/g)].map(([, at]) => at));
  expect([pins.length, new Set(pins.flat())]).toEqual([4, new Set([pin])]);
  expect(parseConfiguration(Buffer.from(read(".github/regreen.yml"))).gate).toMatchObject({ govern: "all", mode: "enforce" });
});

test("a configuration that is there is left, and what the gate misses in it is said", async () => {
  await desk.regreen(["init", "--action"]);
  const { stdout } = await desk.regreen(["init", "--action", "--with", "gate"]);
  expect([stdout.includes("write gate: {govern: all} into .github/regreen.yml"), read(".github/regreen.yml").includes("govern")]).toEqual([true, false]);
});

test.each([["--action", "mode: propose"], ["--app", "The App answers on its dashboard"]])("%s: the workflow that asks by the button is written where it is asked for", async (surface, holds) => {
  const { code } = await desk.regreen(["init", surface, "--with", "request"]);
  expect([code, read(".github/workflows/regreen-request.yml").includes(holds)]).toEqual([0, true]);
});

test("without being asked for neither is written, and both are named", async () => {
  const { stdout } = await desk.regreen(["init", "--action"]);
  expect([readdirSync(join(desk.checkout, ".github/workflows")), stdout.includes("--with gate (")]).toEqual([["regreen-comment.yml", "regreen-fix.yml"], true]);
});

test.each([[["--action", "--with", "gates"], 'does not know "gates"'], [["--with", "gate"], "the App gates and reports by itself"], [["--pin", "v1"], "wants a whole commit"]])("%j is refused with what would do", async (args, why) => {
  expect(await desk.regreen(["init", ...args])).toMatchObject({ code: 2, stderr: expect.stringContaining(why) });
});
