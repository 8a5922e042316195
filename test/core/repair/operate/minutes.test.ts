import { describe, expect, test } from "@jest/globals";
import { Timestamp } from "../../../../src/core/identity/timestamp.ts";
import { minutesOf, whyTooDear } from "../../../../src/core/repair/operate/minutes.ts";

const at = (time: string): Timestamp => Timestamp.parse(`2026-11-20T${time}.000Z`);
const now = at("09:00:00");

describe("Actions minutes", () => {
  test.each<[string, Parameters<typeof minutesOf>[0], number]>([
    ["no job", [], 0],
    ["one of ninety seconds", [{ startedAt: at("08:00:00"), completedAt: at("08:01:30") }], 2],
    ["one of a second: a minute is begun", [{ startedAt: at("08:00:00"), completedAt: at("08:00:01") }], 1],
    ["each job is rounded up by itself", [{ startedAt: at("08:00:00"), completedAt: at("08:00:10") }, { startedAt: at("08:00:00"), completedAt: at("08:00:10") }], 2],
    ["one that was never started", [{ startedAt: null, completedAt: null }], 0],
    ["one that still runs", [{ startedAt: at("08:50:30"), completedAt: null }], 10],
  ])("%s", (...[, jobs, minutes]) => {
    expect(minutesOf(jobs, now)).toBe(minutes);
  });

  test("what would go beyond the day's limit is not run again, and the reason has the numbers", () => {
    expect(whyTooDear({ limit: 60, spent: 55, expected: 5 })).toBeNull();
    expect(whyTooDear({ limit: 60, spent: 56, expected: 5 })).toBe("56 Actions minutes were spent in the last 24 hours, the failed jobs took 5 Actions minutes, and limits.actions_minutes_per_day allows 60: raise it, or run them again by hand");
  });
});
