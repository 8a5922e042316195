/** Asked of the real git. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changedPaths, headOf, openCheckout } from "../../../src/adapters/git/checkout.ts";
import { ownSkillSources } from "../../../src/adapters/git/own-skills.ts";

let checkout: string;
const git = (...words: string[]): void => void execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...words], { cwd: checkout, stdio: "ignore" });
const write = (path: string, text: string): void => { mkdirSync(join(checkout, path, ".."), { recursive: true }); writeFileSync(join(checkout, path), text); };

beforeEach(() => {
  checkout = realpathSync(mkdtempSync(join(tmpdir(), "regreen-checkout-")));
  git("init", "--quiet", "--initial-branch=main");
  for (const path of ["src/kept.py", "src/edited.py", "src/gone.py", "src/two words ü.py"]) write(path, "x = 1\n");
  write(".gitignore", "ignored\n");
  git("add", ".");
  git("commit", "--quiet", "--message=first");
});
afterEach(() => { rmSync(checkout, { recursive: true, force: true }); });

test("working tree and commit are found from a folder inside", async () => {
  expect(await openCheckout(join(checkout, "src"))).toEqual({ checkout, head: await headOf(checkout) });
});

test("a folder that is in no checkout is told so", async () => {
  rmSync(join(checkout, ".git"), { recursive: true });
  await expect(openCheckout(checkout)).rejects.toMatchObject({ code: "checkout-unreadable" });
});

test("what differs from the commit is named: edited, staged, gone and new, not what is ignored", async () => {
  write("src/edited.py", "x = 2\n");
  write("src/two words ü.py", "x = 2\n");
  write("src/new/file.py", "y = 1\n");
  write("src/staged.py", "z = 1\n");
  write("ignored/file", "");
  rmSync(join(checkout, "src/gone.py"));
  git("add", "src/staged.py");
  expect([...await changedPaths(checkout)].sort()).toEqual(["src/edited.py", "src/gone.py", "src/new/file.py", "src/staged.py", "src/two words ü.py"]);
});

test("own skills are those of the default branch, whatever branch is checked out", async () => {
  expect(await ownSkillSources(checkout)).toEqual([]);
  write(".github/skills/trim/SKILL.md", "---\nname: trim\n---\n");
  git("add", ".");
  git("commit", "--quiet", "--message=skill");
  git("checkout", "--quiet", "-b", "other");
  git("rm", "--quiet", "-r", ".github");
  git("commit", "--quiet", "--message=without");
  expect(await ownSkillSources(checkout)).toEqual([{ name: "trim", bytes: Buffer.from("---\nname: trim\n---\n"), examples: [] }]);
});
