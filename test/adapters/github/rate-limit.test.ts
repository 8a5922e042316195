import { expect, test } from "@jest/globals";
import { retryAfterSeconds } from "../../../src/adapters/github/rate-limit.ts";

const now = Date.parse("2026-11-20T12:00:00Z");
const reset = (secondsFromNow: number): number => now / 1000 + secondsFromNow;

test.each([
  { what: "a primary limit waits until its window ends", status: 403, message: "API rate limit exceeded", retryAfter: null, remaining: 0, reset: reset(120), seconds: 121 },
  { what: "a window that ended in the past counts as a minute", status: 403, message: "API rate limit exceeded", retryAfter: null, remaining: 0, reset: reset(-5), seconds: 60 },
  { what: "a time that GitHub names is kept", status: 429, message: "slow down", retryAfter: 7, remaining: null, reset: null, seconds: 7 },
  { what: "a secondary limit is never less than a minute", status: 403, message: "You have exceeded a secondary rate limit", retryAfter: 2, remaining: null, reset: null, seconds: 60 },
  { what: "429 without any header is a minute", status: 429, message: "", retryAfter: null, remaining: null, reset: null, seconds: 60 },
  { what: "no wait is longer than an hour", status: 429, message: "", retryAfter: 999_999, remaining: null, reset: null, seconds: 3600 },
  { what: "a plain refusal is no limit", status: 403, message: "Resource not accessible by integration", retryAfter: null, remaining: 4999, reset: reset(60), seconds: null },
  { what: "another status is no limit", status: 500, message: "rate limit service down", retryAfter: 5, remaining: 0, reset: null, seconds: null },
])("$what", ({ what: _, seconds, ...refusal }) => {
  expect(retryAfterSeconds(refusal, now)).toBe(seconds);
});
