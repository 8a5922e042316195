/** Row E8: budgets as people see them. */
import { describe, expect, test } from "@jest/globals";
import { contentMeters } from "../../../src/core/budget/content-meters.ts";
import { repairMeters, repositoryMeters, type MeterInput } from "../../../src/core/budget/meters.ts";
import { Configuration } from "../../../src/core/configuration/configuration.ts";
import { after, milliseconds } from "../../../src/core/identity/timestamp.ts";
import type { Repair } from "../../../src/core/repair/repair.ts";
import { at, plan, repairIn } from "../repair/a-repair.ts";

const { limits } = Configuration.parse({ version: 1, limits: { pull_requests_per_hour: 2, open_pull_requests: 2, actions_minutes_per_day: 10 } });
const meterOf = (budget: string, change: Partial<MeterInput>) => repositoryMeters({ others: [], executions: [], spent: [], limits, at, ...change }).find((one) => one.budget === budget);
/** Offered at 21:30 less so many minutes. */
const offered = (number: number, minutes: number, change: Partial<Repair> = {}): Repair => repairIn("PR", { id: `fix_20261120_210000_aaa${number}` as Repair["id"], step: "closed", status: "closed", execution: `exec_20261120_21${String(30 - minutes).padStart(2, "0")}00_aaa${number}` as never, ...change });
const minutes = (hoursAgo: number, amount: number) => ({ budget: "actions_minutes_per_day", amount, at: after(at, -3_600 * hoursAgo) });

describe("of a repository", () => {
  test("one that has room says so, with its unit", () => {
    expect(meterOf("actions_minutes_per_day", { spent: [minutes(3, 9)] })).toEqual({ budget: "actions_minutes_per_day", spent: 9, limit: 10, unit: "Actions minutes in a day", frees_at: null, stop: null });
  });

  test("a full day has room again when so much of it is a day old that less than the limit is left", () => {
    expect(meterOf("actions_minutes_per_day", { spent: [minutes(20, 1), minutes(10, 5), minutes(5, 6)] })).toMatchObject({ spent: 12, frees_at: after(at, 14 * 3_600), stop: expect.stringContaining("limits.actions_minutes_per_day allows 10") });
  });

  test("a full hour has room again an hour after the offer that is one too many", () => {
    expect(meterOf("pull_requests_per_hour", { others: [offered(1, 20), offered(2, 10), offered(3, 5)] })).toMatchObject({ spent: 3, frees_at: after(at, 50 * 60) });
  });

  test("pull requests that stand open make no room by waiting", () => {
    expect(meterOf("open_pull_requests", { others: [offered(1, 20, { step: "gate" }), offered(2, 20, { step: "gate" })] })).toMatchObject({ spent: 2, limit: 2, frees_at: null, stop: expect.stringContaining("merge or close one") });
  });

  test("where nothing may be spent, nothing spent is room, and something spent runs out when it is a day old", () => {
    const spent = [{ budget: "dollars_per_day", amount: 0.5, at: after(at, -3_600) }];
    expect([meterOf("dollars_per_day", {})?.stop, meterOf("dollars_per_day", { spent })?.frees_at]).toEqual([null, after(at, 23 * 3_600)]);
  });
});

test("an open repair shows the seconds of its fix jobs, its phases and its further jobs, and ends by none that has room", () => {
  const executions = [20, 30].map((seconds) => ({ plan_id: plan.plan_id, seconds }) as MeterInput["executions"][number]);
  expect(repairMeters(repairIn("PR", { attempts: 3 }), { limits, history: [], executions }).map(({ budget, spent, limit, stop }) => [budget, spent, limit, stop])).toEqual([["seconds_per_repair", 50, 600, null], ["steps", 0, 40, null], ["retries", 2, 3, null]]);
});

describe("of what GitHub takes of an installation", () => {
  const ago = (seconds: number, count: number) => ({ from: milliseconds(at) - seconds * 1000, count });

  test("a minute that is full has room when its oldest writes are a minute old", () => {
    expect(contentMeters([ago(50, 40), ago(20, 40)], null, at)).toMatchObject([{ budget: "writes_per_minute", spent: 80, limit: 80, frees_at: after(at, 15), stop: expect.stringContaining("goes on by itself") }, { budget: "writes_per_hour", spent: 80, limit: 500, frees_at: null, stop: null }]);
  });

  test("GitHub's word to wait stands above what was counted", () => {
    expect(contentMeters([], after(at, 90), at).map(({ frees_at, stop }) => [frees_at, stop?.startsWith("GitHub asked for a pause")])).toEqual([[after(at, 90), true], [after(at, 90), true]]);
  });
});
