import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { modLog } from "../../../src/cli/commands/mod-log.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";

const entry = (day: string, skill: string, execution: string): string => `## ${day} - Autonomous ESLint fix (WSP 62)

**Change Type**: Auto-Fix via Skill
**Skill**: ${skill} v1.2.0
**Execution ID**: ${execution}
**Fingerprint**: ${"a".repeat(64)}
**Patch**: sha256:${"b".repeat(64)}

### What Changed

- src/app.js (line 3): semi

### Why This Change

- check \`ci / lint\` failed at 1a2b3c4: ESLint, 1 problem; complexity 1, P2, confidence 0.95

### Metrics

- Tokens: 0 · Time: 3.1 s · Files: 1 · Lines: +1 −1
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "regreen-modlog-"));
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  mkdirSync(join(folder, ".github"));
  mkdirSync(join(folder, "modlog"));
  writeFileSync(join(folder, ".github/regreen.yml"), "version: 1\nmodlog: {path: docs.md}\n");
  writeFileSync(join(folder, "docs.md"), `# ModLog\n\nWords of ours.\n\n${entry("2026-11-19", "eslint-fix", "exec_20261119_213004_k3f9")}\n## 2026-01-01 - A person's own note\n\nNothing of Regreen's.\n`);
  writeFileSync(join(folder, "modlog/exec_20261120_213004_k3f9.md"), entry("2026-11-20", "gofmt", "exec_20261120_213004_k3f9").replaceAll("\n", "\r\n"));
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

async function run(...argv: string[]): Promise<string> {
  let out = "";
  const sink = new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } });
  await modLog.run(argv, { stdin: Readable.from([]), stdout: sink, stderr: sink, environment: {}, directory: folder });
  return out;
}
const records = (text: string): unknown[] => text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as unknown);

describe("regreen modlog", () => {
  test("reads both styles together, newest first; what people wrote is left out", async () => {
    expect(records(await run("--json"))).toEqual([
      expect.objectContaining({ date: "2026-11-20", execution: "exec_20261120_213004_k3f9", skills: [{ name: "gofmt", version: "1.2.0" }] }),
      {
        date: "2026-11-19", title: "Autonomous ESLint fix (WSP 62)", execution: "exec_20261119_213004_k3f9", skills: [{ name: "eslint-fix", version: "1.2.0" }], fingerprints: ["a".repeat(64)], patch_sha256: "b".repeat(64),
        changes: ["src/app.js (line 3): semi"], reasons: ["check `ci / lint` failed at 1a2b3c4: ESLint, 1 problem; complexity 1, P2, confidence 0.95"], metrics: ["Tokens: 0 · Time: 3.1 s · Files: 1 · Lines: +1 −1"],
      },
    ]);
  });

  test("takes a skill, a count, and a file or folder of its own", async () => {
    expect(records(await run("--json", "--skill", "gofmt"))).toHaveLength(1);
    expect(records(await run("--json", "--most", "1"))).toMatchObject([{ date: "2026-11-20" }]);
    expect(records(await run("--json", "docs.md"))).toMatchObject([{ date: "2026-11-19" }]);
    expect(await run("modlog")).toMatch(/^DATE {8}SKILLS {7}FILES {2}EXECUTION {18}WHAT\n2026-11-20 {2}gofmt 1\.2\.0/);
  });

  test("names what is wrong with the command line", async () => {
    await expect(run("--most", "many")).rejects.toThrow(UsageError);
    await expect(run("nowhere.md")).rejects.toThrow("There is no ModLog at nowhere.md");
  });
});
