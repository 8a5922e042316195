import { expect, test } from "@jest/globals";
import type { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { lastingErrors } from "../../../src/core/log-source/error-rate.ts";

const rate = { share: 0.1, minutes: 15, requests: 20 };
const look = (minute: number, total: number, failed: number) => ({ at: `2026-11-28T10:${String(minute).padStart(2, "0")}:00Z` as Timestamp, total, failed });
const at = "2026-11-28T10:20:00Z" as Timestamp;

test("look after look over fifteen minutes: told, with the counts", () => {
  expect(lastingErrors([look(5, 10, 5), look(10, 10, 10), look(20, 20, 10)], rate, at)).toBe("25 of 40 requests (63 %) were answered with status 500 or more over 15 minutes");
});

test.each<[string, Parameters<typeof lastingErrors>[0]]>([
  ["a good look between begins anew", [look(5, 10, 5), look(10, 10, 0), look(20, 20, 10)]],
  ["too short", [look(10, 10, 5), look(20, 20, 10)]],
  ["too few requests", [look(5, 5, 5), look(20, 5, 5)]],
  ["one look alone does not last", [look(5, 100, 100)]],
  ["nothing was counted", []],
])("not told: %s", (_what, looks) => { expect(lastingErrors(looks, rate, at)).toBeNull(); });

test("looks without requests say nothing", () => {
  expect(lastingErrors([look(5, 10, 5), look(10, 0, 0), look(20, 20, 10)], rate, at)).toContain("15 of 30 requests");
});
