import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createAnnouncer } from "../../../src/adapters/announcements/create-announcer.ts";
import { isPublicAddress } from "../../../src/adapters/http/public-address.ts";
import { readChannels } from "../../../src/adapters/announcements/read-channels.ts";
import { Effect, type Receipt } from "../../../src/core/repair/effect.ts";
import { Repository } from "../../../src/core/repair/repair.ts";

const repository = Repository.parse({ id: 7, name: "octo/hello", installation_id: 42, default_branch: "main" });
const asked = Effect.parse({
  kind: "announce", channel: "TEAM_CHAT", announced: "FIXED", text: "[FIXED] eslint_problems - eslint_fix applied - exec_20261120_213004_k3f9", link: "https://github.example/octo/hello/pull/5",
  repair: "fix_20261120_213000_k3f9", fingerprint: null, at: "2026-11-20T21:30:04Z",
}) as Extract<Effect, { readonly kind: "announce" }>;

interface Heard { readonly headers: IncomingHttpHeaders; readonly body: unknown }
const servers: Server[] = [];
afterEach(() => { for (const server of servers.splice(0)) server.close(); });

/** A chat on this machine that answers with these statuses, one after another. */
async function chat(...statuses: readonly number[]): Promise<{ readonly url: string; readonly heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      heard.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      const status = statuses[heard.length - 1] ?? 200;
      response.writeHead(status, status === 302 ? { location: "http://127.0.0.1:1/elsewhere" } : status === 429 ? { "retry-after": "7" } : {}).end("x".repeat(100));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/secret`, heard };
}

function announce(environment: Readonly<Record<string, string>>, name = "octo/hello"): Promise<Receipt> {
  return createAnnouncer(readChannels(environment)).announce({ ...repository, name: name as Repository["name"] }, asked);
}

test("the announcement is posted once, under a key that stays the same", async () => {
  const { url, heard } = await chat();
  expect(await announce({ REGREEN_ANNOUNCE_TEAM_CHAT: url, REGREEN_ANNOUNCE_PRIVATE: "true" })).toEqual({ kind: "announce", channel: "TEAM_CHAT", delivered: true, status: 200, reason: null });
  expect(heard).toMatchObject([{ headers: { "idempotency-key": "fix_20261120_213000_k3f9:FIXED", "content-type": "application/json" }, body: { version: 1, announced: "FIXED", repo: "octo/hello", link: "https://github.example/octo/hello/pull/5" } }]);
});

test.each([[500], [503], [429], [408]])("what answers %i is asked again later", async (status) => {
  const { url } = await chat(status);
  await expect(announce({ REGREEN_ANNOUNCE_TEAM_CHAT: url, REGREEN_ANNOUNCE_PRIVATE: "true" })).rejects.toMatchObject({ code: "announcement-unavailable", retry: "later", ...(status === 429 ? { retryAfterSeconds: 7 } : {}) });
});

test.each([[302], [400], [404], [410]])("what answers %i has not taken it, and no redirect is followed", async (status) => {
  const { url, heard } = await chat(status);
  expect(await announce({ REGREEN_ANNOUNCE_TEAM_CHAT: url, REGREEN_ANNOUNCE_PRIVATE: "true" })).toEqual({ kind: "announce", channel: "TEAM_CHAT", delivered: false, status, reason: expect.stringContaining(`answered ${String(status)}`) });
  expect(heard).toHaveLength(1);
});

test("a chat that nobody set up, or that is another owner's, is refused", async () => {
  const { url, heard } = await chat();
  expect(await announce({})).toMatchObject({ kind: "refused", code: "setting-invalid" });
  expect(await announce({ REGREEN_ANNOUNCE_TEAM_CHAT: url, REGREEN_ANNOUNCE_PRIVATE: "true", REGREEN_ANNOUNCE_TEAM_CHAT_FOR: "other/*" })).toMatchObject({ kind: "refused" });
  expect(await announce({ REGREEN_ANNOUNCE_TEAM_CHAT: url, REGREEN_ANNOUNCE_PRIVATE: "true", REGREEN_ANNOUNCE_TEAM_CHAT_FOR: "other/x octo/*" })).toMatchObject({ delivered: true });
  expect(heard).toHaveLength(1);
});

describe("a private address", () => {
  test.each([["https://127.0.0.1/x"], ["https://[::1]/x"], ["https://169.254.169.254/latest"], ["https://10.0.0.8/x"], ["https://[::ffff:10.0.0.8]/x"], ["https://localhost/x"], ["https://[fd00::1]/x"]])("%s is not called", async (url) => {
    expect(await announce({ REGREEN_ANNOUNCE_TEAM_CHAT: url })).toMatchObject({ kind: "refused", message: expect.stringContaining("private or reserved address") });
  });

  test("no message tells the address, whose path is a secret", async () => {
    const told = await announce({ REGREEN_ANNOUNCE_TEAM_CHAT: "https://127.0.0.1/hook/secret" });
    expect(JSON.stringify(told)).not.toContain("secret");
  });

  test.each([["8.8.8.8", true], ["2606:4700::1111", true], ["192.168.1.1", false], ["100.64.0.1", false], ["::", false], ["64:ff9b::a00:8", false], ["2002:a00:8::", false], ["fe80::1", false], ["0.0.0.0", false], ["nonsense", false]])("%s is public: %s", (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});

describe("the operator's settings", () => {
  test.each([
    ["plain http", { REGREEN_ANNOUNCE_A: "http://chat.example/x" }, "REGREEN_ANNOUNCE_A is not an https address"],
    ["no address", { REGREEN_ANNOUNCE_A: "secret words" }, "REGREEN_ANNOUNCE_A is not an https address"],
    ["a password in it", { REGREEN_ANNOUNCE_A: "https://me:secret@chat.example/x" }, "has a name or password in it"],
    ["an unknown shape", { REGREEN_ANNOUNCE_A: "https://chat.example/x", REGREEN_ANNOUNCE_A_SHAPE: "irc" }, "REGREEN_ANNOUNCE_A_SHAPE is one of slack, discord, teams, generic"],
    ["a strange repository", { REGREEN_ANNOUNCE_A: "https://chat.example/x", REGREEN_ANNOUNCE_A_FOR: "octo" }, "neither owner/name nor owner/*"],
    ["a strange flag", { REGREEN_ANNOUNCE_PRIVATE: "yes" }, "REGREEN_ANNOUNCE_PRIVATE is true or false"],
  ])("%s is named, and its value is not shown", (_name, environment, message) => {
    expect(() => readChannels(environment)).toThrow(message);
    expect(() => readChannels(environment)).not.toThrow("secret");
  });

  test.each([
    ["https://hooks.slack.com/services/T/B/x", "slack"], ["https://discord.com/api/webhooks/1/x", "discord"], ["https://prod-1.westeurope.logic.azure.com:443/workflows/x", "teams"],
    ["https://default1.environment.api.powerplatform.com/powerautomate/x", "teams"], ["https://chat.example/hooks/x", "generic"], ["https://hooks.slack.com.evil.example/x", "generic"],
  ])("%s takes the shape of %s", (url, shape) => {
    expect(readChannels({ REGREEN_ANNOUNCE_A: url }).channels).toMatchObject([{ name: "A", shape }]);
  });
});
