/** `regreen plan`: what a fix would touch, before anything is written. */
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { eslintLog, openDesk, type Desk } from "../program.ts";

let desk: Desk;
beforeAll(() => {
  desk = openDesk({
    "src/app.js": "var a = 1;\n", "test/app.test.js": "test('a', () => {});\n", ".github/CODEOWNERS": "* @ada\n", "package.json": "{\"dependencies\":{}}\n", "db/migrations/1.up.sql": "create table a (id int);\n",
  });
});
afterAll(() => { desk.remove(); });

test("names every file, the size, what the gate would say and what is missing", async () => {
  const { code, stdout } = await desk.regreen(["plan", "--log", "-", "--json"], { input: eslintLog(desk.checkout, "src/app.js") });
  const told = JSON.parse(stdout) as { readonly steps: readonly object[]; readonly expected: readonly { readonly rule: string; readonly expected: string }[]; readonly missing_evidence: readonly string[]; readonly suggestion: { readonly policies: readonly string[] } };
  expect(code).toBe(0);
  expect(told.steps).toMatchObject([{ skill: expect.stringMatching(/^eslint-fix /), files: ["src/app.js"], estimated_lines: 2, most_lines: 400 }]);
  expect(told.expected).toContainEqual({ rule: "default/not-empty", expected: "allow" });
  expect(told.missing_evidence).toEqual(expect.arrayContaining(["default/post-checks", "default/evidence-complete", "default/secrets"]));
  expect(told.suggestion.policies).toEqual(["default", "strict", "supply-chain", "migrations"]);
});

test("without a log it says which packs fit", async () => {
  const { code, stdout } = await desk.regreen(["plan"]);
  expect([code, stdout.startsWith("Policy packs that fit this repository:"), stdout.includes("policies: [default, strict, supply-chain, migrations]")]).toEqual([0, true, true]);
});

test("what no skill mends is named, with the reason", async () => {
  const { stdout } = await desk.regreen(["plan", "--log", "-"], { input: "src/sum.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.\n" });
  expect(stdout).toMatch(/^Nothing would be touched\.\n\nLeft to people:\n {2}\S+: \S/);
});

test("a rule about the base branch is judged by the branch that is checked out", async () => {
  const own = openDesk({
    "src/app.js": "var a = 1;\n", ".github/regreen.yml": "version: 1\npolicies: [.github/own.yml]\n",
    ".github/own.yml": "version: 1\nrules:\n  - {id: not-on-release, gates: [propose], require: pull.base_branch != 'release/1', otherwise: deny, message: Releases are mended by hand, stage: 5}\n",
  });
  try {
    execFileSync("git", ["checkout", "-q", "-b", "release/1"], { cwd: own.checkout });
    const { stdout } = await own.regreen(["plan", "--log", "-", "--json"], { input: eslintLog(own.checkout, "src/app.js") });
    expect((JSON.parse(stdout) as { readonly expected: unknown }).expected).toEqual([{ rule: "own.yml/not-on-release", expected: "deny" }]);
  } finally {
    own.remove();
  }
});
