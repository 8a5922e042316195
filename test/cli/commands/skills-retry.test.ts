/** A skill that was rolled back here, and the person who puts it on trial again. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import type { LedgerEntry } from "../../../src/core/ledger/entry.ts";
import { verifyChain } from "../../../src/core/ledger/verify-chain.ts";
import { keepRolledBack, runSkills } from "./rolled-back.ts";

let state = "";
beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), "regreen-retry-"));
  await keepRolledBack({ path: join(state, "regreen.db") }, "local/here");
});
afterEach(() => { rmSync(state, { recursive: true, force: true }); });

const run = (...argv: string[]): ReturnType<typeof runSkills> => runSkills(argv, { REGREEN_STATE: state });

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
