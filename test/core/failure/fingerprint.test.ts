import { describe, expect, test } from "@jest/globals";
import { fingerprintOf, normaliseFrame, normaliseMessage, type FingerprintFacts } from "../../../src/core/failure/fingerprint.ts";
import { openLogReading } from "../../../src/core/failure/read-log.ts";

const FACTS: FingerprintFacts = { class: "test-failure", tool: "pytest", kinds: ["AssertionError"], messages: ["assert 2 == 1"], frames: ["tests/test_cart.py::test_total"] };

function fingerprintOfLog(text: string): string | undefined {
  const reading = openLogReading({ job: null, workspace: null });
  reading.push(Buffer.from(text));
  return reading.finish().reports[0]?.fingerprint;
}

describe("a fingerprint is equal", () => {
  test("whatever the order of what it is made of", () => {
    const two = { ...FACTS, frames: ["a.py", "b.py"], kinds: ["E501", "F401"] };
    expect(fingerprintOf(two)).toBe(fingerprintOf({ ...two, frames: ["b.py", "a.py"], kinds: ["F401", "E501", "F401"] }));
  });

  test.each([
    ["times", "failed at 2026-11-20T08:00:00Z after 3.2s", "failed at 2027-01-02T11:12:13.5Z after 12 ms"],
    ["addresses and ports", "connect 10.0.0.1:5432 refused", "connect 192.168.7.9:6000 refused"],
    ["memory addresses", "<Cart object at 0x7f5a43248790>", "<Cart object at 0x1234>"],
    ["identifiers", "request 4f5c1b5e-8c1e-4b5f-9b1a-2f3c4d5e6f70 failed", "request 00000000-1111-2222-3333-444444444444 failed"],
    ["temporary folders", "no such file /tmp/pytest-of-ci/pytest-0/a.txt", "no such file /var/folders/zz/T/b1/a.txt"],
    ["commit ids", "cannot apply 3f9c1d2", "cannot apply 8abcde1234"],
    ["numbers and lines", "3 of 41 failed, see app.js:10:4", "7 of 52 failed, see app.js:12:9"],
  ])("across %s", (_what, one, other) => {
    expect(normaliseMessage(one)).toBe(normaliseMessage(other));
  });

  test("when the same lint error moves to another line, on another machine, at another time", () => {
    const log = (root: string, line: number, at: string): string => `${at} ${root}/src/app.js\n${at}   ${String(line)}:7  error  Missing semicolon  semi\n${at}\n${at} ✖ 1 problem (1 error, 0 warnings)\n`;
    expect(fingerprintOfLog(log("/home/runner/work/shop/shop", 3, "2026-11-20T08:00:00.0000000Z"))).toBe(fingerprintOfLog(log("/__w/shop/shop", 41, "2026-12-01T09:30:00.1234567Z")));
  });
});

describe("a message keeps", () => {
  test.each([
    ["HTTP status", "server answered HTTP/1.1 503", "server answered HTTP/1.1 404"],
    ["exit status", "process exited with code 1", "process exited with code 139"],
    ["signal", "killed by signal 9", "killed by signal 11"],
    ["status code", "status code: 401", "status code: 429"],
  ])("its %s", (_what, one, other) => {
    expect(normaliseMessage(one)).not.toBe(normaliseMessage(other));
  });
});

test.each([
  ["/tmp/sphinx-err-x9_b2.log", "/var/folders/zz/T/other.log"],
  ["C:\\Users\\ci\\AppData\\Local\\Temp\\a1\\conf.json", "/private/tmp/b/conf.json"],
])("a file in a temporary folder is known by its kind alone: %s", (one, other) => {
  expect(normaliseFrame(one)).toBe(normaliseFrame(other));
});

describe("a fingerprint differs", () => {
  test.each([
    ["class", { class: "lint" as const }],
    ["tool", { tool: "unittest" }],
    ["exception", { kinds: ["KeyError"] }],
    ["message", { messages: ["assert empty"] }],
    ["test", { frames: ["tests/test_cart.py::test_other"] }],
  ])("when the %s differs", (_what, change) => {
    expect(fingerprintOf({ ...FACTS, ...change })).not.toBe(fingerprintOf(FACTS));
  });
});
