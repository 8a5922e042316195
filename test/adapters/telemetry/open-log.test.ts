import { expect, test } from "@jest/globals";
import { openLog } from "../../../src/adapters/telemetry/open-log.ts";
import { Fault } from "../../../src/core/fault/fault.ts";

function written(write: (log: ReturnType<typeof openLog>) => void, secrets: readonly string[] = []): string {
  const lines: string[] = [];
  write(openLog({ level: "debug", secrets, write: (line) => { lines.push(line); } }));
  return lines.join("");
}

test("a line has its level, its time, its fields and its message", () => {
  expect(JSON.parse(written((log) => { log.info({ repair: "fix_1" }, "effect settled"); }))).toEqual({ level: "info", time: expect.any(String), repair: "fix_1", msg: "effect settled" });
});

const token = `ghs_${"a".repeat(36)}`;
const jwt = `eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjQyLCJpYXQiOjF9.${"a".repeat(40)}`;
const keyLine = "A".repeat(64);
const digest = "0".repeat(64);
test.each([
  { what: "an installation token", secret: token, text: token },
  { what: "a JWT", secret: jwt, text: `bearer ${jwt}` },
  { what: "a private key", secret: keyLine, text: `-----BEGIN RSA PRIVATE KEY-----\n${keyLine}\n-----END RSA PRIVATE KEY-----` },
  { what: "a webhook signature", secret: digest, text: `sha256=${digest}` },
  { what: "a password in an address", secret: "canary-password", text: "postgres://regreen:canary-password@db/regreen" },
])("$what does not leave, wherever it stands", ({ secret, text }) => {
  const line = written((log) => { log.warn({ deep: { field: text }, error: new Error(`refused: ${text}`) }, `said ${text}`); });
  expect(line).not.toContain(secret);
  expect(line).toContain("[masked");
});

test("the process's own secrets do not leave, even in part", () => {
  const key = `-----BEGIN PRIVATE KEY-----\n${"QUJDREVGR0hJSg".repeat(4)}\n${"S0xNTk9QUVJTVA".repeat(4)}\n-----END PRIVATE KEY-----`;
  const line = written((log) => { log.info({ part: `x${"S0xNTk9QUVJTVA".repeat(4)}y`, hook: "canary-webhook-secret" }, "m"); }, [key, "canary-webhook-secret"]);
  expect(line).not.toMatch(/S0xNTk9QUVJTVA|canary/);
});

test("what a library hangs on an error stays out: requests, payloads, signatures", () => {
  const error = Object.assign(new Error("signature does not match"), { event: { payload: "canary-payload" }, request: { headers: { authorization: "canary-token" } }, signature: "canary" });
  const line = written((log) => { log.error(error); });
  expect(line).toContain("signature does not match");
  expect(line).not.toContain("canary");
});

test("an event is named, and its payload stays out", () => {
  expect(written((log) => { log.debug({ event: { id: "guid", name: "push", payload: { canary: true } } }, "Webhook received"); })).not.toContain("canary");
});

test("an event that is named only stays named", () => {
  expect(JSON.parse(written((log) => { log.info({ event: "workflow_run" }, "delivery admitted"); }))).toMatchObject({ event: "workflow_run" });
});

test("a fault says its code and what to do, and causes are followed for a while", () => {
  const circular = new Error("round");
  circular.cause = circular;
  const line = written((log) => { log.warn({ error: new Fault("github-unavailable", { cause: circular }) }, "m"); });
  expect(JSON.parse(line)).toMatchObject({ error: { code: "github-unavailable", remedy: "Regreen tries again by itself.", cause: { message: "round" } } });
});
