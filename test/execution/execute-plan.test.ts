import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { existsSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sealPlan } from "../../src/core/fix/plan.ts";
import { GitSha } from "../../src/core/identity/identifier.ts";
import { openWorkshop, shellContract, type Workshop } from "./workshop.ts";

jest.setTimeout(30_000);
let shop: Workshop;
afterEach(() => shop.remove());

const eslintContract = `version: 1.2.0
complexity: 1
handles: [{class: lint, tool: eslint}]
requires: [npx]
files: {allow: ["**/*.js"], deny: [], max_files: 50, max_changed_lines: 400}
actions: {allow: [modify_text, change_syntax_tree], forbid: [add_file, delete_file]}
fix: [["npx", "--no-install", "eslint", "--fix", "{files}"]]
post_check: [["npx", "--no-install", "eslint", "{files}"]]
limits: {seconds: 60, memory_mb: 1024, output_mb: 4, network: none}`;

function textShop(content = "bad\n"): Workshop {
  return openWorkshop({ "a.txt": content, "other.txt": "other\n", ".gitignore": "node_modules\n*.cache\n" });
}

async function runShell(script: string, more: Parameters<typeof shellContract>[1] = {}) {
  shop = textShop();
  shop.addSkill("mend", shellContract(script, more));
  const before = shop.picture();
  const execution = await shop.execute(shop.plan([{ skill: "mend", files: ["a.txt"] }]));
  expect(shop.picture()).toEqual(before);
  expect(readdirSync(shop.scratchRoot)).toEqual([]);
  return execution;
}

describe("a plan that works", () => {
  test("real eslint, found in node_modules, mends a file; the checkout is not written", async () => {
    shop = openWorkshop({ "src/app.js": "var a = 1\nexport { a }\n", "eslint.config.mjs": "export default [{ rules: { 'no-var': 'error', 'prefer-const': 'error' } }];\n" });
    shop.addSkill("eslint-fix", eslintContract);
    const before = shop.picture();
    const { result, patch, contents } = await shop.execute(shop.plan([{ skill: "eslint-fix", files: ["src/app.js"] }]));
    expect([result.reason, result.outcome]).toEqual([null, "changed"]);
    expect(Buffer.from(contents.get("src/app.js") ?? []).toString()).toBe("const a = 1\nexport { a }\n");
    expect(Buffer.from(patch).toString()).toContain("-var a = 1\n+const a = 1\n");
    expect(result.checks).toEqual([{ name: "eslint", argv: ["npx", "--no-install", "eslint", "{files}"], before: { exit: 1, summary: "✖ 1 problem (1 error, 0 warnings)" }, after: { exit: 0, summary: "passed" } }]);
    expect(shop.picture()).toEqual(before);
  });

  test("a check that must print nothing fails by what it prints, though it ends with 0", async () => {
    shop = textShop();
    shop.addSkill("mend", shellContract('echo good > "$1"').replace(/post_check: .*/, 'post_check: [{prints_nothing: ["/bin/sh", "-c", "grep -L good $1 || true", "sh", "{files}"]}]'));
    const { result } = await shop.execute(shop.plan([{ skill: "mend", files: ["a.txt"] }]));
    expect([result.reason, result.outcome]).toEqual([null, "changed"]);
    expect(result.checks).toMatchObject([{ before: { exit: 1, summary: "it printed 1 line, and should print none: a.txt" }, after: { exit: 0, summary: "passed" } }]);
  });

  test("a step that asks for the nearest file of a name runs in each such folder, with the files of that folder", async () => {
    shop = openWorkshop({ "go.mod": "module a\n", "a.txt": "bad\n", "tools/go.mod": "module b\n", "tools/deep/b.txt": "bad\n", "tools/deep/c.txt": "bad\n" });
    const contract = shellContract('for file in "$@"; do echo "good $# $(head -n 1 go.mod)" > "$file"; done');
    shop.addSkill("mend", `${contract}run_in: {nearest: go.mod}\n`);
    const { result, contents } = await shop.execute(shop.plan([{ skill: "mend", files: ["a.txt", "tools/deep/b.txt", "tools/deep/c.txt"] }]));
    expect([result.reason, result.outcome]).toEqual([null, "changed"]);
    expect(Object.fromEntries([...contents].map(([path, bytes]) => [path, Buffer.from(bytes ?? []).toString()]))).toEqual({
      "a.txt": "good 1 module a\n", "tools/deep/b.txt": "good 2 module b\n", "tools/deep/c.txt": "good 2 module b\n",
    });
    expect(result.checks.map(({ name }) => name)).toEqual(["/bin/sh", "/bin/sh in tools"]);
  });

  test("a step that asks for a file which stands above none of its files is refused by name", async () => {
    shop = textShop();
    shop.addSkill("mend", `${shellContract('echo good > "$1"')}run_in: {nearest: go.mod}\n`);
    expect((await shop.execute(shop.plan([{ skill: "mend", files: ["a.txt"] }]))).result).toMatchObject({ outcome: "refused", reason: "mend runs in the folder of the nearest go.mod, and there is none above a.txt" });
  });

  test("a plan that asks for another folder than the skill's own contract is refused", async () => {
    shop = textShop();
    shop.addSkill("mend", shellContract('echo good > "$1"'));
    const { plan_id: _, ...rest } = shop.plan([{ skill: "mend", files: ["a.txt"] }]);
    const forged = sealPlan({ ...rest, steps: rest.steps.map((step) => ({ ...step, run_in: { nearest: "a.txt" } })) });
    expect((await shop.execute(forged)).result).toMatchObject({ outcome: "refused", reason: expect.stringContaining("something that its contract does not say") });
  });

  test("a fix of a shell line gives patch, files and digests", async () => {
    const { result, patch } = await runShell('echo good > "$1"');
    expect([result.outcome, result.files.map((file) => file.path)]).toEqual(["changed", ["a.txt"]]);
    expect(Buffer.from(patch).toString()).toContain("-bad\n+good\n");
  });

  test("an executable file of the commit stays executable, also where the disk does not keep such bits", async () => {
    shop = textShop();
    shop.git("update-index", "--chmod=+x", "a.txt");
    shop.git("config", "core.fileMode", "false");
    shop.git("commit", "-q", "-m", "executable");
    shop.addSkill("mend", shellContract('echo good > "$1"'));
    const { result, patch } = await shop.execute(shop.plan([{ skill: "mend", files: ["a.txt"] }]));
    expect([result.outcome, result.files.map(({ mode }) => mode)]).toEqual(["changed", ["100755"]]);
    expect(Buffer.from(patch).toString()).not.toContain("mode");
  });

  test("what the repository ignores is left out of the change", async () => {
    expect((await runShell('echo good > "$1"; echo x > made.cache')).result.outcome).toBe("changed");
  });

  test("content of the commit counts in the fix job, not what a set-up step left in a tracked file", async () => {
    shop = textShop("bad\nbase\n");
    shop.addSkill("mend", shellContract('sed -i s/bad/good/ "$1"'));
    shop.write("a.txt", "bad\nedited\n");
    const { contents } = await shop.execute(shop.plan([{ skill: "mend", files: ["a.txt"] }]));
    expect(Buffer.from(contents.get("a.txt") ?? []).toString()).toBe("good\nbase\n");
  });

  test("a file that git keeps in another form than it is checked out is refused: its patch would not fit the commit", async () => {
    shop = textShop("bad\n");
    shop.write(".gitattributes", "a.txt text eol=crlf\n");
    shop.commit();
    shop.write("a.txt", "bad\r\n");
    shop.addSkill("mend", shellContract('sed -i s/bad/good/ "$1"'));
    expect((await shop.execute(shop.plan([{ skill: "mend", files: ["a.txt"] }]))).result.reason).toContain("kept in git in another form");
  });

  test("on the command line the working tree counts", async () => {
    shop = textShop();
    shop.addSkill("mend", shellContract('sed -i s/bad/good/ "$1"'));
    shop.write("a.txt", "bad\nedited\n");
    const { contents } = await shop.execute(shop.plan([{ skill: "mend", files: ["a.txt"] }]), { content: "working-tree" });
    expect(Buffer.from(contents.get("a.txt") ?? []).toString()).toBe("good\nedited\n");
  });

  test("a transform runs without a process", async () => {
    shop = textShop("line  \n");
    shop.addSkill("space", `version: 1.0.0
complexity: 1
handles: [{class: format}]
files: {allow: ["**/*.txt"]}
actions: {allow: [modify_text]}
fix: [{transform: normalise_whitespace}]
post_check: [{unchanged_by: normalise_whitespace}]
limits: {seconds: 5, memory_mb: 64, output_mb: 1, network: none}`);
    const { result, contents } = await shop.execute(shop.plan([{ skill: "space", files: ["a.txt"] }]));
    expect([result.outcome, result.checks[0]?.before.summary]).toEqual(["changed", "1 file to change: a.txt"]);
    expect(Buffer.from(contents.get("a.txt") ?? []).toString()).toBe("line\n");
  });
});

describe("a fix is run twice", () => {
  test("the same bytes both times are a change, and the result says so", async () => {
    const { result, transcript } = await runShell('echo good > "$1"');
    expect(result).toMatchObject({ outcome: "changed", repeated: { same: true, different: [], seconds: expect.any(Number) } });
    expect(transcript).toContain("Once more on a fresh copy");
  });

  test.each([
    ["the clock", 'date +good-%N > "$1"'], ["chance", 'echo good > "$1"; od -An -N8 -tx8 /dev/urandom >> "$1"'], ["the process", 'echo "good $$ $(cat /proc/sys/kernel/random/uuid)" > "$1"'],
  ])("what depends on %s is refused, naming the file, and nothing of it is taken", async (_, script) => {
    const { result, patch } = await runShell(script);
    expect(result).toMatchObject({ outcome: "refused", patch_sha256: null, repeated: { same: false, different: ["a.txt"] }, reason: expect.stringMatching(/^the fix was run twice on the same commit, and made different bytes: a\.txt\./) });
    expect(patch).toHaveLength(0);
  });

  test("the second run starts from the commit, not from what the first one left", async () => {
    const { result, contents } = await runShell('cat "$1" > "$1.cache"; echo "good, was $(cat "$1.cache")" > "$1"');
    expect([result.outcome, Buffer.from(contents.get("a.txt") ?? []).toString()]).toEqual(["changed", "good, was bad\n"]);
  });

  test("each command has its own limits again: twice 1.8 s are no more than 3 s each", async () => {
    const { result } = await runShell('echo good > "$1"; sleep 1.8', { limits: "{seconds: 3, memory_mb: 256, output_mb: 1, network: none}" });
    expect(result).toMatchObject({ outcome: "changed", repeated: { same: true } });
    expect(result.seconds).toBeGreaterThan(3.6);
  });

  test("a fix that changed nothing is not run again", async () => {
    expect((await runShell("true")).result.repeated).toBeUndefined();
  });
});

describe("a plan that is not ours", () => {
  test("is refused when it was changed after sealing", async () => {
    shop = textShop();
    shop.addSkill("mend", shellContract("true"));
    const plan = shop.plan([{ skill: "mend", files: ["a.txt"] }]);
    const { result } = await shop.execute({ ...plan, nonce: "1".repeat(32) });
    expect([result.outcome, result.reason]).toEqual(["refused", expect.stringContaining("changed after it was made")]);
  });

  test("is refused for another commit", async () => {
    shop = textShop();
    shop.addSkill("mend", shellContract("true"));
    const { plan_id: _old, ...rest } = shop.plan([{ skill: "mend", files: ["a.txt"] }]);
    const { result } = await shop.execute(sealPlan({ ...rest, base_sha: GitSha.parse("a".repeat(40)) }));
    expect(result.reason).toContain("the plan is for commit aaaa");
  });

  test("is refused when it asks for a command that the skill's contract does not say, sealed or not", async () => {
    shop = textShop();
    shop.addSkill("mend", shellContract("true"));
    const { plan_id: _old, ...rest } = shop.plan([{ skill: "mend", files: ["a.txt"] }]);
    const steps = rest.steps.map((step) => ({ ...step, fix: [["/bin/sh", "-c", "echo pwned > a.txt"]] }));
    const { result } = await shop.execute(sealPlan({ ...rest, steps }));
    expect(result.reason).toContain("something that its contract does not say");
  });

  test("X13: is refused when our skill has another digest: a skill in the checkout does not count", async () => {
    shop = textShop();
    shop.addSkill("mend", shellContract("true"));
    const plan = shop.plan([{ skill: "mend", files: ["a.txt"] }]);
    shop.addSkill("mend", shellContract("false"));
    expect((await shop.execute(plan)).result.reason).toContain("its digest differs");
  });

  test("is refused when it names a link, a file that is not there, or a way out", async () => {
    shop = textShop();
    symlinkSync("/etc/passwd", join(shop.checkout, "link.txt"));
    shop.commit();
    shop.addSkill("mend", shellContract("true"));
    for (const [file, reason] of [["link.txt", "links are never repaired"], ["gone.txt", "not a file of this commit"], ["../a.txt", "not a file of this commit"]] as const) {
      expect((await shop.execute(shop.plan([{ skill: "mend", files: [file] }]))).result.reason).toContain(reason);
    }
  });
});

describe("a tool that misbehaves changes nothing", () => {
  test.each([
    ["writes another file", 'echo good > "$1"; echo x > other.txt', "other.txt is not a file of the plan"],
    ["adds a file", 'echo good > "$1"; echo x > new.txt', "new.txt is not a file of the plan"],
    ["deletes a file", 'echo good > "$1"; rm other.txt', "other.txt is not a file of the plan"],
    ["makes it executable", 'echo good > "$1"; chmod +x "$1"', "change_mode"],
    ["adds a hook", 'echo good > "$1"; mkdir -p .git/hooks; echo x > .git/hooks/pre-commit', ".git/hooks/pre-commit"],
    ["adds a workflow", 'echo good > "$1"; mkdir -p .github/workflows; echo x > .github/workflows/x.yml', "is protected"],
    ["puts a link in the place of the file", 'rm "$1"; ln -s /etc/passwd "$1"; echo good', "something other than a regular file"],
    ["makes a link beside", 'echo good > "$1"; ln -s /etc/passwd link.txt', "something other than a regular file"],
  ])("%s", async (_what, script, reason) => {
    const { result, patch } = await runShell(script, { check: "true" });
    expect([result.outcome, result.reason]).toEqual(["refused", expect.stringContaining(reason)]);
    expect([patch.length, result.files, result.patch_sha256]).toEqual([0, [], null]);
  });

  test("a post-check that does not pass is a failure with its words", async () => {
    const { result } = await runShell('echo worse > "$1"', { check: "echo 3 problems; exit 1" });
    expect([result.outcome, result.reason]).toEqual(["failed", "after the fix, /bin/sh still does not pass: 3 problems"]);
  });

  test("a tool over its time is a failure", async () => {
    const { result } = await runShell("sleep 30", { limits: "{seconds: 1, memory_mb: 512, output_mb: 1, network: none}" });
    expect([result.outcome, result.reason]).toEqual(["failed", expect.stringContaining("stopped at its time limit")]);
  });

  test("a tool that changes nothing is `unchanged`", async () => {
    expect((await runShell("true")).result.outcome).toBe("unchanged");
  });

  test("a secret in what a tool says is masked in the transcript", async () => {
    const { transcript } = await runShell('echo good > "$1"; echo gh""p_abcdefghijklmnopqrstuvwxyz0123456789');
    expect(transcript).not.toContain("ghp_abcdefghijklmnopqrstuvwxyz0123456789");
  });

  test("X02: neither our environment nor the checkout's .git nor an ignored secret file is seen", async () => {
    shop = openWorkshop({ "a.txt": "bad\n", ".gitignore": ".env\nnode_modules\n" });
    writeFileSync(join(shop.checkout, ".env"), "TOKEN=canary-77");
    process.env["ACTIONS_RUNTIME_TOKEN"] = "canary-78";
    shop.addSkill("mend", shellContract('env; ls -A; cat .env .git/config; echo good > "$1"'));
    const { transcript } = await shop.execute(shop.plan([{ skill: "mend", files: ["a.txt"] }]));
    delete process.env["ACTIONS_RUNTIME_TOKEN"];
    expect(transcript).not.toMatch(/canary/);
    expect(existsSync(join(shop.checkout, ".env"))).toBe(true);
  });
});

test("a tool that is missing is a refusal that names the set-up step", async () => {
  shop = textShop();
  shop.addSkill("absent", eslintContract.replaceAll("eslint", "no-such-linter").replace("**/*.js", "**/*.txt"));
  const { result } = await shop.execute(shop.plan([{ skill: "absent", files: ["a.txt"] }]));
  expect([result.outcome, result.reason]).toEqual(["refused", expect.stringContaining("no-such-linter is not installed here: add it to the repository's devDependencies and run `npm ci --ignore-scripts`")]);
});
