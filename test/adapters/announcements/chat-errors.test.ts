/** What each chat answers by its own documentation when it does not take a message, from a server on this machine: said in plain words, and not asked again and again. */
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { createAnnouncer } from "../../../src/adapters/announcements/create-announcer.ts";
import { readChannels } from "../../../src/adapters/announcements/read-channels.ts";
import type { Announcer } from "../../../src/ports/announcer.ts";
import { Effect } from "../../../src/core/repair/effect.ts";
import { Repository } from "../../../src/core/repair/repair.ts";

interface Said { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string }

let server: Server;
let url: string;
let says: Said;
let bodies: string[];
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      bodies.push(Buffer.concat(chunks).toString());
      response.writeHead(says.status, says.headers ?? {}).end(says.body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook/secret`;
});
afterAll(() => { server.closeAllConnections(); server.close(); });
afterEach(() => { jest.restoreAllMocks(); });

const repository = Repository.parse({ id: 7, name: "octo/hello", installation_id: 42, default_branch: "main" });
const asked = Effect.parse({
  kind: "announce", channel: "CHAT", announced: "FIXED", text: "[FIXED] eslint_problems", link: null, repair: "fix_20261120_213000_k3f9", fingerprint: null, at: "2026-11-20T21:30:04Z",
}) as Extract<Effect, { readonly kind: "announce" }>;

function open(shape: string, answer: Said): Announcer {
  [says, bodies] = [answer, []];
  return createAnnouncer(readChannels({ REGREEN_ANNOUNCE_CHAT: url, REGREEN_ANNOUNCE_CHAT_SHAPE: shape, REGREEN_ANNOUNCE_PRIVATE: "true" }));
}

describe("refused for good", () => {
  test.each<readonly [string, Said, string]>([
    ["slack", { status: 400, body: "invalid_payload" }, "Slack does not understand the message"],
    ["slack", { status: 403, body: "action_prohibited" }, "an administrator of the workspace does not let this webhook post there"],
    ["slack", { status: 404, body: "channel_not_found" }, "the channel is not there any more"],
    ["slack", { status: 404, body: "no_service" }, "the webhook was switched off or removed: make a new one"],
    ["slack", { status: 410, body: "channel_is_archived" }, "the channel is archived"],
    ["discord", { status: 400, body: "{\"code\": 50035, \"message\": \"Invalid Form Body\", \"errors\": {}}" }, "Discord does not understand the message"],
    ["discord", { status: 401, body: "{\"message\": \"Invalid Webhook Token\", \"code\": 50027}" }, "make a new webhook"],
    ["discord", { status: 404, body: "{\"message\": \"Unknown Webhook\", \"code\": 10015}" }, "the webhook was deleted: make a new one"],
    ["teams", { status: 200, body: "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 403 with ContextId x" }, "look at the connector in the channel"],
    ["teams", { status: 413, body: "Request Entity Too Large" }, "the message is too large"],
    ["teams", { status: 404, body: "{\"error\": {\"code\": \"WorkflowNotFound\"}}" }, "there is no such address any more"],
    ["generic", { status: 307, headers: { location: "https://elsewhere.example/" }, body: "" }, "name the address that it leads to"],
  ])("%s: %o", async (shape, answer, reason) => {
    expect(await open(shape, answer).announce(repository, asked)).toMatchObject({ delivered: false, status: answer.status, reason: expect.stringContaining(`REGREEN_ANNOUNCE_CHAT: `) });
    expect(await open(shape, answer).announce(repository, asked)).toMatchObject({ reason: expect.stringContaining(reason) });
  });

  test("what a stranger's server says is not repeated, nor is the address", async () => {
    const told = await open("slack", { status: 400, body: "@channel <script> constructor" }).announce(repository, asked);
    expect(JSON.stringify(told)).not.toMatch(/script|@channel|secret/);
    expect(JSON.stringify(await open("slack", { status: 400, body: "constructor" }).announce(repository, asked))).toContain("it does not take the message");
  });

  test("an address that takes nothing any more is not asked again within the hour, and then it is", async () => {
    const announcer = open("discord", { status: 404, body: "{\"message\": \"Unknown Webhook\", \"code\": 10015}" });
    for (let count = 0; count < 20; count += 1) expect(await announcer.announce(repository, asked)).toMatchObject({ delivered: false, status: 404 });
    expect(bodies.length).toBe(1);
    const now = Date.now();
    jest.spyOn(Date, "now").mockReturnValue(now + 3_601_000);
    says = { status: 204, body: "" };
    expect(await announcer.announce(repository, asked)).toMatchObject({ delivered: true });
    expect(bodies.length).toBe(2);
  });
});

describe("busy", () => {
  test.each<readonly [string, Said, number]>([
    ["slack", { status: 429, headers: { "retry-after": "30" }, body: "rate_limited" }, 30],
    ["discord", { status: 429, headers: { "retry-after": "65" }, body: "{\"message\": \"You are being rate limited.\", \"retry_after\": 64.57, \"global\": false}" }, 65],
    ["discord", { status: 429, body: "{\"message\": \"You are being rate limited.\", \"retry_after\": 1.336, \"global\": true}" }, 2],
    ["teams", { status: 200, body: "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId x" }, 60],
    ["teams", { status: 429, headers: { "retry-after": "17" }, body: "" }, 17],
    ["generic", { status: 503, body: "" }, 60],
    ["slack", { status: 500, body: "rollup_error" }, 60],
  ])("%s: %o", async (shape, answer, seconds) => {
    await expect(open(shape, answer).announce(repository, asked)).rejects.toMatchObject({ code: "announcement-unavailable", retryAfterSeconds: seconds });
  });

  test("until its pause is over nothing more is sent to that chat, by whichever repair", async () => {
    const announcer = open("slack", { status: 429, headers: { "retry-after": "30" }, body: "" });
    for (let count = 0; count < 20; count += 1) await expect(announcer.announce(repository, asked)).rejects.toMatchObject({ code: "announcement-unavailable" });
    expect(bodies.length).toBe(1);
    const now = Date.now();
    jest.spyOn(Date, "now").mockReturnValue(now + 31_000);
    says = { status: 200, body: "ok" };
    expect(await announcer.announce(repository, asked)).toMatchObject({ delivered: true });
  });

  test("a pause of an hour is not waited for: the rest of the repair goes on", async () => {
    expect(await open("slack", { status: 429, headers: { "retry-after": "3600" }, body: "" }).announce(repository, asked)).toMatchObject({ delivered: false, reason: expect.stringContaining("asks for a pause of 60 minutes") });
  });

  test("an answer that does not end is read for its first words alone", async () => {
    expect(await open("generic", { status: 400, body: "x".repeat(5_000_000) }).announce(repository, asked)).toMatchObject({ delivered: false, status: 400 });
  });
});
