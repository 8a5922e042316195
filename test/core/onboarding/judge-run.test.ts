/** What would have been done about a failed run, from its log as the real tools print it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { builtInSkillsFolder, loadSkills } from "../../../src/adapters/skills/read-skills.ts";
import { Configuration } from "../../../src/core/configuration/configuration.ts";
import { openLogReading } from "../../../src/core/failure/read-log.ts";
import type { Timestamp } from "../../../src/core/identity/timestamp.ts";
import type { RepositoryName } from "../../../src/core/identity/identifier.ts";
import { accountOf } from "../../../src/core/onboarding/past/judge-run.ts";
import { pastInShort, pastText } from "../../../src/core/onboarding/past/past-table.ts";
import { unreadAccount, type RunAccount } from "../../../src/core/onboarding/past/run-account.ts";
import type { FailedCheck } from "../../../src/core/repair/diagnose/snapshot.ts";

const skills = await loadSkills(builtInSkillsFolder());
const configuration = Configuration.parse({ version: 1 });
const run = { id: 9, createdAt: "2026-11-20T08:15:00.000Z" as Timestamp, name: "CI", headBranch: "main" };

function check(name: string, log: string | Uint8Array): FailedCheck {
  const reading = openLogReading({ job: name, workspace: null });
  reading.push(typeof log === "string" ? Buffer.from(log) : log);
  return { name, reports: reading.finish().reports };
}

const lint = check("lint", "\nsrc/app.js\n  1:1  error  Unexpected var, use let or const instead  no-var\n\n✖ 1 problem (1 error, 0 warnings)\n  1 error and 0 warnings potentially fixable with the `--fix` option.\n\n");
const types = check("types", "src/sum.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.\n");
const network = check("install", "npm error code ECONNRESET\nnpm error network read ECONNRESET\nnpm error network This is a problem related to network connectivity.\n");
const lockfile = check("install", readFileSync(join(import.meta.dirname, "../../../skills/lockfile-sync-npm/examples/dependency-added/failure.log")));

test.each<readonly [string, readonly FailedCheck[], Pick<RunAccount, "answer" | "skills">]>([
  ["a skill answers", [lint], { answer: "mended", skills: ["eslint-fix"] }],
  ["no skill answers", [types], { answer: "person", skills: [] }],
  ["a skill answers to one of two", [lint, types], { answer: "partly", skills: ["eslint-fix"] }],
  ["it passes by itself", [network], { answer: "passing", skills: [] }],
  ["a skill answers, and the rest passes by itself", [lint, network], { answer: "mended", skills: ["eslint-fix"] }],
  ["a skill answers only where it is named", [lockfile], { answer: "named", skills: ["lockfile-sync-npm"] }],
  ["one answers, another only where it is named", [lint, lockfile], { answer: "partly", skills: ["eslint-fix", "lockfile-sync-npm"] }],
  ["nothing is known of its log", [], { answer: "person", skills: [] }],
])("%s", (_, checks, expected) => {
  expect(accountOf(run, checks, { skills, configuration })).toMatchObject({ run_id: 9, workflow: "CI", branch: "main", ...expected });
});

test("what the repository names already is tried", () => {
  const named = Configuration.parse({ version: 1, skills: { opt_in: ["lockfile-sync-npm"] } });
  expect(accountOf(run, [lockfile], { skills, configuration: named })).toMatchObject({ answer: "mended", skills: ["lockfile-sync-npm"] });
});

const place = { webUrl: "https://github.example", repository: "octo/hello" as RepositoryName };
const account = (change: Partial<RunAccount>): RunAccount => ({ ...unreadAccount(run, "gone"), ...change });

test("names from outside stay text in the table: no mention, no link, no new cell", () => {
  const text = pastText({ looked: 50, runs: [account({ workflow: "@octo/team | [x](http://evil.example)", branch: "fixes #1 <img src=x>", what: "a`|`b\n| c" })] }, place);
  const row = text.split("\n").find((line) => line.startsWith("| [2026")) ?? "";
  expect(row).toBe("| [2026-11-20 08:15](https://github.example/octo/hello/actions/runs/9) | `@octo/team \\| [x](http://evil.example)` | `fixes #1 <img src=x>` | ``a`\\|`b \\| c`` |  |");
});

test("where nothing failed it says so, and where there is no run yet too", () => {
  expect(pastText({ looked: 50, runs: [] }, place)).toBe("None of your last 50 runs failed: there would have been nothing to do.");
  expect(pastText({ looked: 0, runs: [] }, place)).toBe("There is no workflow run yet to say it from.");
});

test("in short it counts what would have been tried", () => {
  expect(pastInShort({ looked: 50, runs: [account({ answer: "mended" }), account({ answer: "partly" }), account({})] })).toBe("of the last 50 runs 3 failed; a fix would have been tried for 2");
});
