/** A skill that was rolled back here, and the person who puts it on trial again. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import { builtInSkillsFolder, loadSkills } from "../../../src/adapters/skills/read-skills.ts";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { skills } from "../../../src/cli/commands/skills.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { ExecutionId, PlanId, RepositoryName } from "../../../src/core/identity/identifier.ts";
import { Timestamp } from "../../../src/core/identity/timestamp.ts";
import type { LedgerEntry } from "../../../src/core/ledger/entry.ts";
import { verifyChain } from "../../../src/core/ledger/verify-chain.ts";
import { defaultBounds } from "../../../src/core/skill/standing/bounds.ts";
import type { SkillExecution } from "../../../src/core/skill/standing/skill-execution.ts";

let state = "";
beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), "regreen-retry-"));
  const [skill] = (await loadSkills(builtInSkillsFolder())).filter(({ name }) => name === "eslint-fix");
  if (skill === undefined) throw new Error("there is no eslint-fix");
  const executions = ["0001", "0002"].map((number): SkillExecution => ({
    execution: ExecutionId.parse(`exec_20261120_213004_${number}`), plan_id: PlanId.parse(`plan_${digestOf(number)}`), skill: skill.name, version: skill.contract.version, digest: skill.digest, repo: RepositoryName.parse("local/here"),
    surface: "cli", outcome: "post_check_failed", tokens: 0, seconds: 2, files: 0, lines: 0, begins_as: "promoted", at: Timestamp.parse("2026-11-20T21:30:00.000Z"),
  }));
  const store = await openStore({ path: join(state, "regreen.db"), clock: systemClock });
  await store.skillRecords.keep({ record: { executions, aftermaths: [], bounds: defaultBounds }, repair: null, at: systemClock.now() });
  await store.close();
});
afterEach(() => { rmSync(state, { recursive: true, force: true }); });

async function run(...argv: string[]): Promise<{ code: number; output: string }> {
  const stdout = new PassThrough();
  const code = await skills.run(argv, { stdin: new PassThrough(), stdout, stderr: new PassThrough(), environment: { REGREEN_STATE: state }, directory: "/" });
  stdout.end();
  return { code, output: await text(stdout) };
}

async function ledger(): Promise<readonly LedgerEntry[]> {
  const store = await openStore({ path: join(state, "regreen.db"), clock: systemClock });
  const entries: LedgerEntry[] = [];
  for await (const entry of store.ledger.read(1)) entries.push(entry);
  await store.close();
  return entries;
}

test("it begins anew, what it did before does not count, and the ledger has who said so and why; once is enough", async () => {
  expect((await run("show", "eslint-fix")).output).toContain("Standing: rolled back: 2 of 2 runs failed (limit 5 %); a new version begins anew\nNext: correct it and raise its version: a new version begins anew; or a person puts it on trial again: regreen skills retry <name> --reason <why>\n");
  const { code, output } = await run("retry", "eslint-fix", "--reason", "its plugin was broken, and is mended", "--json");
  expect([code, JSON.parse(output)]).toMatchObject([0, { done: true, skill: "eslint-fix", from: "rolled_back", to: "promoted", repo: "local/here" }]);
  const shown = (await run("show", "eslint-fix")).output;
  expect([shown.includes("Standing: promoted"), shown.includes("Runs: 0 of 0 executions"), shown.includes("Altogether: 2 executions")]).toEqual([true, true, true]);
  const entries = await ledger();
  expect([verifyChain(entries).holds, entries.map(({ kind, payload }) => [kind, payload["to"] ?? payload["decision"]])]).toEqual([true, [["standing_changed", "rolled_back"], ["human_decision", "retry"], ["standing_changed", "promoted"]]]);
  expect(entries.at(-1)?.payload["reason"]).toMatch(/^put on trial again by .+: its plugin was broken, and is mended$/);
  expect(await run("retry", "eslint-fix", "--reason", "once more, to be sure")).toMatchObject({ code: 1, output: expect.stringContaining("is not rolled back in local/here: there is nothing to do") });
});

test.each<[string, readonly string[], string]>([
  ["a reason", ["eslint-fix"], "A reason of at least 10 characters"],
  ["a skill that there is", ["nothing", "--reason", "because of a reason"], 'There is no skill "nothing"'],
  ["a skill", ["--reason", "because of a reason"], "Which skill?"],
])("it needs %s", async (_, words, said) => {
  await expect(run("retry", ...words)).rejects.toThrow(said);
});
