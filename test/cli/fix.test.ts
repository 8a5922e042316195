import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { chmodSync, existsSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import type { LedgerEntry } from "../../src/core/ledger/entry.ts";
import { verifyChain } from "../../src/core/ledger/verify-chain.ts";
import { eslintConfig, eslintLog, openDesk, type Desk } from "./program.ts";

jest.setTimeout(60_000);
let desk: Desk;
afterEach(() => desk.remove());

function lintDesk(code = "var a = 1\nexport { a }\n"): Desk {
  return openDesk({ "src/app.js": code, "eslint.config.mjs": eslintConfig });
}

async function ledgerOf(state: string): Promise<readonly LedgerEntry[]> {
  const store = await openStore({ path: join(state, "regreen.db"), clock: systemClock });
  const entries: LedgerEntry[] = [];
  for await (const entry of store.ledger.read(1)) entries.push(entry);
  await store.close();
  return entries;
}

describe("regreen fix", () => {
  test("mends what real eslint can mend, writes the ModLog entry, and keeps evidence and a ledger that verifies in the state folder", async () => {
    desk = lintDesk();
    chmodSync(join(desk.checkout, "src/app.js"), 0o640);
    const run = await desk.fix(["--log", "-"], { input: eslintLog(desk.checkout, "src/app.js") });
    expect([run.stderr.includes("bug"), run.code]).toEqual([false, 0]);
    expect(desk.read("src/app.js")).toBe("const a = 1\nexport { a }\n");
    expect(statSync(join(desk.checkout, "src/app.js")).mode & 0o777).toBe(0o640);
    expect(desk.read("ModLog.md")).toMatch(/^# ModLog\n\n## \d{4}-\d\d-\d\d - Autonomous ESLint fix \(WSP 62\)\n/);
    expect(desk.git("status", "--short").split("\n").map((line) => line.trim()).filter((line) => line !== "")).toEqual(["M src/app.js", "?? ModLog.md"]);
    const entries = await ledgerOf(desk.state);
    expect([entries.map((entry) => entry.kind), verifyChain(entries).holds]).toEqual([["repair_opened", "effect_done"], true]);
    const evidence = join(desk.state, "evidence", entries[0]?.repair ?? "");
    expect(readdirSync(evidence).sort()).toEqual(["change.patch", "plan.json", "result.json", "transcript.txt"]);
    expect(existsSync(join(desk.state, "journal", "journal.json"))).toBe(false);
  });

  test("--run runs the command, mends, and runs it again", async () => {
    desk = lintDesk();
    const run = await desk.fix(["--run", "node node_modules/eslint/bin/eslint.js src"]);
    expect([run.code, run.stdout.includes("passes now")]).toEqual([0, true]);
    expect(run.stderr).toContain("Unexpected var");
  });

  test("what eslint has no fix for, run again and again on other code, condemns nothing; skills show says what was left, and retry has nothing to do", async () => {
    desk = lintDesk("var a = 1\nexport { a }\nstart(a)\n");
    writeFileSync(join(desk.checkout, "eslint.config.mjs"), "export default [{ rules: { 'no-var': 'error', 'no-undef': 'error' } }];\n");
    for (const call of ["start(a)", "begin(a)", "go(a)"]) {
      writeFileSync(join(desk.checkout, "src/app.js"), `var a = 1\nexport { a }\n${call}\n`);
      desk.commit();
      const run = await desk.fix(["--run", "node node_modules/eslint/bin/eslint.js src"]);
      expect([run.code, run.stdout.includes("what is left was there before the fix (src/app.js:3 no-undef)")]).toEqual([1, true]);
    }
    const shown = await desk.regreen(["skills", "show", "eslint-fix"]);
    expect(shown.stdout).toContain("Standing: promoted");
    expect(shown.stdout.replaceAll("\n", " ")).toContain("Left: 3 more mended what the tool can and left only what was there before (src/app.js:3 no-undef)");
    const retried = await desk.regreen(["skills", "retry", "eslint-fix", "--reason", "nothing was wrong with it"]);
    expect([retried.code, retried.stdout]).toMatchObject([1, expect.stringContaining("is not rolled back in")]);
  });

  test("--run of a command that passes does nothing", async () => {
    desk = lintDesk();
    const run = await desk.fix(["--run", "true"]);
    expect([run.code, run.stdout]).toEqual([0, "`true` passes: nothing to do\n"]);
    expect(desk.git("status", "--short")).toBe("");
  });

  test("--dry-run shows the patch, with --json as one object, and writes nothing, neither in the checkout nor in the state folder", async () => {
    desk = lintDesk();
    const before = desk.picture();
    const run = await desk.fix(["--dry-run"], { input: eslintLog(desk.checkout, "src/app.js") });
    expect([run.code, run.stdout.includes("-var a = 1\n+const a = 1\n"), desk.picture()]).toEqual([0, true, before]);
    expect(readdirSync(desk.state)).toEqual([]);
    const answer = JSON.parse((await desk.fix(["--json", "--dry-run"], { input: eslintLog(desk.checkout, "src/app.js") })).stdout) as { failures: { skill_id: string }[]; plans: { patch: string; result: { outcome: string } }[] };
    expect([answer.failures[0]?.skill_id, answer.plans[0]?.result.outcome, answer.plans[0]?.patch.includes("+const a = 1\n")]).toEqual(["eslint-fix", "changed", true]);
  });

  test("what the user has edited and not committed is part of what is mended", async () => {
    desk = lintDesk();
    desk.write("src/app.js", "var a = 1\nexport { a }\n// mine\n");
    await desk.fix([], { input: eslintLog(desk.checkout, "src/app.js") });
    expect(desk.read("src/app.js")).toBe("const a = 1\nexport { a }\n// mine\n");
  });

  test("a post-check that does not pass leaves every byte and mode as it was, and says why", async () => {
    desk = lintDesk("var a = missing\nexport { a }\n");
    const before = desk.picture();
    const run = await desk.fix([], { input: eslintLog(desk.checkout, "src/app.js") });
    expect([run.code, desk.picture()]).toEqual([1, before]);
    expect(run.stdout).toContain("rolled back: after the fix, eslint still does not pass: ✖ 1 problem");
  });

  test("several failures are mended in order, and one that cannot be mended does not keep the others from it", async () => {
    desk = openDesk({ "a.js": "var a = missing;\nexport { a };\n", "b.md": "*  x\n", "eslint.config.mjs": eslintConfig });
    const log = `${eslintLog(desk.checkout, "a.js")}Checking formatting...\n[warn] b.md\n[warn] Code style issues found in the above file. Run Prettier with --write to fix.\n`;
    const run = await desk.fix([], { input: log });
    expect([run.code, desk.read("b.md"), desk.read("a.js")]).toEqual([1, "- x\n", "var a = missing;\nexport { a };\n"]);
    expect(run.stdout).toMatch(/eslint-fix: rolled back[^]*prettier-write: fixed|prettier-write: fixed[^]*eslint-fix: rolled back/);
  });

  test("a failure that no skill covers is said, and nothing is touched", async () => {
    desk = lintDesk();
    const before = desk.picture();
    const run = await desk.fix([], { input: "src/app.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.\n" });
    expect([run.code, desk.picture()]).toEqual([1, before]);
    expect(run.stdout).toContain("not repaired: no skill handles");
  });

  test("a file outside the contract, or a link, is refused with exit code 3", async () => {
    desk = lintDesk();
    symlinkSync("src/app.js", join(desk.checkout, "link.js"));
    desk.commit();
    const run = await desk.fix([], { input: eslintLog(desk.checkout, "link.js") });
    expect([run.code, run.stdout]).toEqual([3, expect.stringContaining("links are never repaired")]);
  });

  test("a missing tool is exit code 5 and names the set-up step", async () => {
    desk = lintDesk();
    rmSync(join(desk.checkout, "node_modules"));
    const run = await desk.fix([], { input: eslintLog(desk.checkout, "src/app.js") });
    expect([run.code, run.stdout]).toEqual([5, expect.stringContaining("eslint is not installed here")]);
  });

  test("a binary log, an empty log and a log of control characters do no harm", async () => {
    desk = lintDesk();
    for (const input of ["", "\0\x01\x02\xff".repeat(1000), "\x1b]0;title\x07\x1b[2J"]) {
      const run = await desk.fix([], { input });
      expect([run.code, run.stdout.includes("\x1b")]).toEqual([0, false]);
    }
  });

  test("outside a checkout it says what to do", async () => {
    desk = lintDesk();
    const run = await desk.regreen(["fix", "--log", "x.log"], { directory: desk.scratchRoot });
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining("Run this inside a git checkout")]);
  });

  test("a configuration with a mistake is named by its line, and nothing is done", async () => {
    desk = openDesk({ ".github/regreen.yml": "version: 1\nenabeld: true\n", "src/app.js": "var a = 1\n", "eslint.config.mjs": eslintConfig });
    const run = await desk.fix([], { input: eslintLog(desk.checkout, "src/app.js") });
    expect([run.code, run.stderr]).toEqual([2, expect.stringMatching(/2/)]);
  });

  test("SIGTERM while a tool runs ends the tool, and leaves everything as it was", async () => {
    desk = openDesk({ "src/app.js": "var a = 1\n", "eslint.config.mjs": "await new Promise((done) => setTimeout(done, 60_000));\nexport default [];\n" });
    const before = desk.picture();
    const run = await desk.fix([], { input: eslintLog(desk.checkout, "src/app.js"), terminateWhen: "… npx" });
    expect([run.code, desk.picture(), readdirSync(desk.scratchRoot)]).toEqual([1, before, ["state"]]);
    expect(run.stdout).toContain("stopped by the user");
  });

  test("killed in the middle of writing, the next start puts back every byte, mode and new file", async () => {
    desk = openDesk({ "a.txt": "a\n", "b.txt": "b\n", "c.txt": "c\n" });
    chmodSync(join(desk.checkout, "b.txt"), 0o600);
    const before = desk.picture();
    const killed = spawnSync(process.execPath, [join(import.meta.dirname, "killed-while-writing.ts"), desk.checkout, desk.state]);
    expect(killed.signal).toBe("SIGKILL");
    expect(desk.picture()).not.toEqual(before);
    const run = await desk.fix([], { input: "" });
    expect([run.code, desk.picture()]).toEqual([0, before]);
    expect(run.stderr).toContain("an earlier run was killed in the middle");
  });

  test("killed in the middle of writing, other commands say so and how it is put back, and leave it", async () => {
    desk = openDesk({ "a.txt": "a\n", "b.txt": "b\n", "c.txt": "c\n" });
    const untouched = await desk.regreen(["skills"]);
    spawnSync(process.execPath, [join(import.meta.dirname, "killed-while-writing.ts"), desk.checkout, desk.state]);
    const half = desk.picture();
    const run = await desk.regreen(["skills"]);
    expect([untouched.stderr, run.code, desk.picture()]).toEqual(["", 0, half]);
    expect(run.stderr).toMatch(/an earlier run was killed while it wrote .*a\.txt.* they may be half changed\.\n {2}Run `regreen fix` or `regreen apply`/);
  });

  test("a file that the user edited after the kill is left to them", async () => {
    desk = openDesk({ "a.txt": "a\n", "b.txt": "b\n", "c.txt": "c\n" });
    spawnSync(process.execPath, [join(import.meta.dirname, "killed-while-writing.ts"), desk.checkout, desk.state]);
    writeFileSync(join(desk.checkout, "a.txt"), "mine\n");
    const run = await desk.fix([], { input: "" });
    expect([desk.read("a.txt"), run.stderr.includes("left to you: a.txt")]).toEqual(["mine\n", true]);
  });
});

describe("the program", () => {
  test("explains itself, its commands and its mistakes", async () => {
    desk = lintDesk();
    const [help, fixHelp, unknown, option] = await Promise.all([["--help"], ["fix", "--help"], ["fxi"], ["fix", "--nope"]].map((args) => desk.regreen(args)));
    expect([help?.code, fixHelp?.code, unknown?.code, option?.code]).toEqual([0, 0, 2, 2]);
    expect(help?.stdout).toContain("regreen <command> --help");
    expect(fixHelp?.stdout).toContain("--dry-run");
    expect(unknown?.stderr).toContain("There is no command \"fxi\"");
    expect(option?.stderr).toContain("--nope");
  });

  test("lists each command with the summary that the command itself gives", async () => {
    desk = lintDesk();
    const { commands } = await import("../../src/commands.ts");
    for (const entry of commands) expect((await entry.load()).summary).toBe(entry.summary);
  });
});
