import { expect, test } from "@jest/globals";
import { plainLines } from "../../../src/core/log-source/plain-lines.ts";

const read = (text: string, format: "text" | "json-lines"): { readonly text: string; readonly total: number; readonly failed: number } => {
  const plain = plainLines(new TextEncoder().encode(text), format);
  return { text: [new TextDecoder().decode(plain.text), ...plain.errors].filter((part) => part !== "").join("|"), ...plain.requests };
};

test("an access log stays as it is, and its requests are counted", () => {
  const log = '192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 12 "-" "curl/8"\n192.0.2.1 - - [28/Nov/2026:10:00:01 +0000] "GET /a HTTP/2.0" 502 166 "-" "curl/8"\n';
  expect(read(log, "text")).toEqual({ text: log, total: 2, failed: 1 });
});

test("a number that is no status is not one", () => { expect(read("took 502 ms\n", "text")).toMatchObject({ total: 0 }); });

test.each<[string, string, readonly [string, number, number]]>([
  ["pino's error", '{"level":50,"msg":"failed","err":{"type":"TypeError","stack":"TypeError: x\\n    at a.js:1:2"}}', ["failed\nTypeError: x\n    at a.js:1:2", 0, 0]],
  ["a request as pino-http logs it", '{"msg":"request completed","res":{"statusCode":503}}', ["request completed", 1, 1]],
  ["a request as others do", '{"message":"GET /","status":"204"}', ["GET /", 1, 0]],
  ["a status that is no number of HTTP's", '{"message":"done","status":0}', ["done", 0, 0]],
  ["an object that says nothing", '{"level":"info"}', ['{"level":"info"}', 0, 0]],
  ["a line that is no object", "Error: boom", ["Error: boom", 0, 0]],
  ["half an object", '{"message":"a', ['{"message":"a', 0, 0]],
  ["fields of other types", '{"message":7,"stack":null,"msg":"kept"}', ["kept", 0, 0]],
])("JSON lines: %s", (_what, line, [text, total, failed]) => { expect(read(line, "json-lines")).toEqual({ text, total, failed }); });
