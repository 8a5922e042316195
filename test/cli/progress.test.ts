import { Writable } from "node:stream";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { openProgress } from "../../src/cli/progress.ts";

beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); });

function told(isTTY: boolean, environment: Readonly<Record<string, string>> = {}): { readonly io: Parameters<typeof openProgress>[0]; text(): string } {
  let text = "";
  const stderr = Object.assign(new Writable({ write: (chunk, _encoding, done) => { text += String(chunk); done(); } }), { isTTY });
  return { io: { stderr, environment }, text: () => text };
}

test("what ends within two seconds is not told of", () => {
  const { io, text } = told(true);
  const progress = openProgress(io);
  progress.begin("npx eslint");
  jest.advanceTimersByTime(1_900);
  progress.end();
  jest.advanceTimersByTime(60_000);
  expect(text()).toBe("");
});

test("at a terminal one line says how far it is, moves every second, and is gone in the end", () => {
  const { io, text } = told(true);
  const progress = openProgress(io);
  let done = 1;
  progress.begin(() => `judging pull request ${done} of 90`);
  jest.advanceTimersByTime(2_000);
  done = 7;
  jest.advanceTimersByTime(1_000);
  progress.end();
  expect(text()).toBe("\r\u001b[K… judging pull request 1 of 90 (2 s)\r\u001b[K… judging pull request 7 of 90 (3 s)\r\u001b[K");
});

test("elsewhere nothing is told, unless it is asked for: then a line every ten seconds", () => {
  const quiet = told(false);
  openProgress(quiet.io).begin("npx eslint");
  const asked = told(false, { REGREEN_PROGRESS: "always" });
  openProgress(asked.io).begin("npx eslint\u001b[31m");
  jest.advanceTimersByTime(12_500);
  expect([quiet.text(), asked.text()]).toEqual(["", expect.stringMatching(/^… npx eslint\S* \(2 s\)\n… npx eslint\S* \(12 s\)\n$/)]);
});
