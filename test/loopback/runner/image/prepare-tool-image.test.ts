import { afterAll, beforeAll, expect, test, jest } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownModules, prepareToolImage, type ToolImage } from "./prepare-tool-image.ts";

// Real processes: slow where the machine is busy.
jest.setTimeout(60_000);

let folder: string;
let image: ToolImage;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "image-"));
  image = prepareToolImage(folder, ownModules());
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the tools run where nothing but the image is to be found", () => {
  writeFileSync(join(folder, "eslint.config.js"), 'module.exports = [{ rules: { "no-var": "error", "no-unused-vars": "error" } }];');
  writeFileSync(join(folder, "a.js"), "var a = 1");
  const run = (...argv: string[]) => spawnSync(join(image.prefix, "bin", argv[0] ?? ""), argv.slice(1), { cwd: folder, env: { PATH: `${image.prefix}/bin:/usr/bin:/bin` }, encoding: "utf8" });
  expect(run("eslint", "a.js").stdout).toContain("no-var");
  expect(run("prettier", "--check", "a.js").stderr).toContain("a.js");
  expect([run("node", "--version").status, run("python3", "--version").status, run("git", "--version").status, run("npm", "--version").status]).toEqual([0, 0, 0, 0]);
});

test("an image that stands already is found again", () => {
  expect(prepareToolImage(folder, ownModules())).toEqual(image);
});
