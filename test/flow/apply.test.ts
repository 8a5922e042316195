/** A patch that was kept is applied by its execution: checked again, all or nothing. The real program, the real eslint. */
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { eslintConfig, eslintLog, openDesk, type Desk } from "../cli/program.ts";
import { sandbox } from "../execution/workshop.ts";

jest.setTimeout(60_000);
let desk: Desk;
afterEach(() => desk.remove());

const unconfined = sandbox.kind === "none" ? ["--unsafe-no-sandbox"] : [];
const apply = (...args: string[]) => desk.regreen(["apply", ...args, ...unconfined]);

async function suggested(configuration = ""): Promise<string> {
  desk = openDesk({ "src/app.js": "var a = 1\nexport { a }\n", "eslint.config.mjs": eslintConfig, ...(configuration === "" ? {} : { ".github/regreen.yml": configuration }) });
  const run = await desk.fix(["--json", ...(configuration === "" ? ["--suggest"] : [])], { input: eslintLog(desk.checkout, "src/app.js") });
  expect([run.stderr, run.code]).toEqual([expect.not.stringContaining("bug"), configuration === "" ? 0 : 1]);
  const answer = JSON.parse(run.stdout) as { plans: { kept: boolean; suggested: { execution: string; why: string } }[] };
  expect(answer.plans[0]).toMatchObject({ kept: false, suggested: { why: expect.stringContaining(configuration === "" ? "only a suggestion was asked for" : "fix.min_confidence is 1") } });
  return answer.plans[0]?.suggested.execution ?? "";
}

describe("regreen apply", () => {
  test("--dry-run checks and shows, and writes nothing; without it the patch is applied with its ModLog entry, once", async () => {
    const execution = await suggested();
    const before = desk.picture();
    const dry = await apply(execution, "--dry-run");
    expect([dry.code, dry.stdout.includes("+const a = 1\n"), dry.stdout.includes("Dry run: nothing was written."), desk.picture()]).toEqual([0, true, true, before]);
    const real = await apply(execution);
    expect([real.code, desk.read("src/app.js")]).toEqual([0, "const a = 1\nexport { a }\n"]);
    expect(desk.read("ModLog.md")).toContain(`**Execution ID**: ${execution}`);
    expect(real.stdout).toMatch(/eslint: .*1 problem.* → passed/);
    const again = await apply(execution);
    expect([again.code, again.stderr.includes("It may have been applied already")]).toEqual([2, true]);
    expect(readdirSync(join(desk.state, "patches"))).toEqual([]);
    expect((await desk.regreen(["ledger", "verify"])).code).toBe(0);
  });

  test("an unsure diagnosis is not applied by fix, and its patch is kept", async () => {
    const execution = await suggested("version: 1\nfix: {min_confidence: 1}\n");
    expect(desk.read("src/app.js")).toBe("var a = 1\nexport { a }\n");
    expect((await apply(execution)).code).toBe(0);
    expect(desk.read("src/app.js")).toBe("const a = 1\nexport { a }\n");
  });

  test("files that changed meanwhile: it does not fit, says where, and writes nothing", async () => {
    const execution = await suggested();
    desk.write("src/app.js", "// mine\nvar a = 1\nexport { a }\n");
    const before = desk.picture();
    const run = await apply(execution, "--json");
    expect(JSON.parse(run.stdout)).toMatchObject({ applied: false, outcome: "misfit", reason: expect.stringContaining("src/app.js") });
    expect([run.code, desk.picture()]).toEqual([1, before]);
  });

  test("a post-check that does not pass any more: nothing is written, and the patch is kept on", async () => {
    const execution = await suggested();
    desk.write("eslint.config.mjs", "export default [{ rules: { 'no-var': 'error', semi: 'error' } }];\n");
    const before = desk.picture();
    const run = await apply(execution);
    expect([run.code, desk.picture(), existsSync(join(desk.state, "patches", execution))]).toEqual([1, before, true]);
    expect(run.stdout).toContain("eslint does not pass with it");
  });

  test("a word that is no execution, and one that nobody kept, are usage errors", async () => {
    desk = openDesk({ "src/app.js": "" });
    expect((await apply("exec_nonsense")).code).toBe(2);
    expect((await apply("exec_20261120_213004_k3f9")).stderr).toContain("No patch is kept under exec_20261120_213004_k3f9");
  });
});
