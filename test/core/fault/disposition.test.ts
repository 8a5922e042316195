import { describe, expect, test } from "@jest/globals";
import { disposition, dispositionOfReading } from "../../../src/core/fault/disposition.ts";
import { Fault } from "../../../src/core/fault/fault.ts";

test("a fault that stays is not tried again", () => {
  expect(disposition(new Fault("github-forbidden"), { attempts: 1, jitter: 0 })).toMatchObject({ kind: "stop", code: "github-forbidden" });
});

test.each([[1, 0.5], [2, 1], [5, 8], [7, 32]])("attempt %i without jitter waits %d seconds", (attempts, seconds) => {
  expect(disposition(new Error("odd"), { attempts, jitter: 0 })).toEqual({ kind: "retry", seconds, reason: "odd" });
});

test("jitter at its most doubles the pause", () => {
  expect(disposition(new Error("odd"), { attempts: 2, jitter: 1 })).toMatchObject({ seconds: 2 });
});

test("a wait that GitHub asks for is kept in full, and spread", () => {
  const limited = new Fault("github-rate-limited", { retryAfterSeconds: 60 });
  expect([0, 1].map((jitter) => disposition(limited, { attempts: 1, jitter }))).toMatchObject([{ seconds: 60 }, { seconds: 66 }]);
});

test.each(["poison", null, undefined, { toString: () => "thing" }])("a bug (%p) is set aside after eight attempts", (thrown) => {
  expect(disposition(thrown, { attempts: 7, jitter: 0 }).kind).toBe("retry");
  expect(disposition(thrown, { attempts: 8, jitter: 0 })).toMatchObject({ kind: "stop", code: "bug" });
});

describe("an outage is waited for, however long", () => {
  test.each(["github-unavailable", "github-rate-limited", "store-unavailable"] as const)("%s", (code) => {
    expect(disposition(new Fault(code), { attempts: 5000, jitter: 1 })).toMatchObject({ kind: "retry", seconds: 300 });
  });
});

test("what only reads is asked again where GitHub called the question invalid, as often as a bug is tried; what is forbidden is not", () => {
  const tried = [1, 7, 8].map((attempts) => dispositionOfReading(new Fault("github-invalid"), { attempts, jitter: 0 }).kind);
  expect([...tried, dispositionOfReading(new Fault("github-forbidden"), { attempts: 1, jitter: 0 }).kind]).toEqual(["retry", "retry", "stop", "stop"]);
});
