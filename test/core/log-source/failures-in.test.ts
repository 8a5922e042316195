import { expect, test } from "@jest/globals";
import { failuresIn } from "../../../src/core/log-source/failures-in.ts";
import { plainLines } from "../../../src/core/log-source/plain-lines.ts";

const found = (log: string, format: "text" | "json-lines" = "text"): readonly (string | undefined)[] =>
  failuresIn(plainLines(new TextEncoder().encode(log), format), "api").map(({ evidence: [line] }) => line?.text);

test("two errors of one look are two failures, the same one twice is one", () => {
  expect(found("2026-11-28 10:00:00 ERROR [api] database timeout after 3000 ms\n2026-11-28 10:01:00 ERROR [api] payment declined\n2026-11-28 10:02:00 ERROR [api] database timeout after 3071 ms\n")).toHaveLength(2);
});

test("a stack trace belongs to the error that it stands under: one failure", () => {
  expect(found("2026-11-28T10:00:01Z ERROR Unhandled rejection\nTypeError: Cannot read properties of undefined\n    at getUser (/app/src/user.js:10:15)\n2026-11-28T10:00:02Z INFO GET /health 200\n")).toEqual(["TypeError: Cannot read properties of undefined"]);
});

test.each<[string, string]>([
  ["log4j", "2026-11-28 10:00:00,123 [main] ERROR com.example.Api - cannot reach the queue\n"],
  ["Python's logging", "2026-11-28 10:00:00,123 - CRITICAL - cannot reach the queue\n"],
  ["nginx", "2026/11/28 10:00:00 [error] 31#31: *1 connect() failed (111: Connection refused) while connecting to upstream\n"],
  ["a bare level", "FATAL: password authentication failed\n"],
])("an error of %s is one", (_what, log) => { expect(found(log)).toHaveLength(1); });

test.each<[string, string]>([
  ["information", "2026-11-28 10:00:00 INFO 0 errors, all well\n"],
  ["an access log that names an error", '192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "GET /ERROR HTTP/1.1" 404 12\n'],
  ["a warning about errors", "2026-11-28 10:00:00 WARN retried after ERROR\n"],
  ["nothing", ""],
])("%s is no failure", (_what, log) => { expect(found(log)).toEqual([]); });

test("JSON lines: by their level, names and numbers", () => {
  expect(found('{"level":50,"msg":"payment declined"}\n{"level":"fatal","message":"out of workers"}\n{"level":30,"msg":"request completed"}\n{"level":"info","msg":"0 errors"}\n', "json-lines")).toHaveLength(2);
});
