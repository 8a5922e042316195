/** A real server on this machine, kind and hostile. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { openLogSources } from "../../../src/adapters/log-sources/open-log-sources.ts";
import type { Timestamp } from "../../../src/core/identity/timestamp.ts";
import type { Cursor } from "../../../src/core/log-source/observation.ts";
import { LogSource } from "../../../src/core/log-source/source.ts";

let server: Server;
let origin: string;
let asked: IncomingMessage[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let cursor: Cursor | null;
beforeAll(async () => {
  server = createServer((request, response) => { asked.push(request); answer(request, response); });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => { server.closeAllConnections(); server.close(); });
beforeEach(() => { asked = []; cursor = null; });

const now = "2026-11-28T10:00:00.000Z" as Timestamp;
const later = "2026-11-28T10:05:00.000Z" as Timestamp;
const saying = (body: string, headers: Readonly<Record<string, string>> = {}): void => { answer = (_request, response) => { response.writeHead(200, headers).end(body); }; };

async function look(given: object = {}, at = now): Promise<string> {
  const source = LogSource.parse({ name: "edge", repository: "octo/hello", kind: "http", url: `${origin}/log`, private_network: true, ...given });
  const reading = await openLogSources({ sources: [source], variables: { EDGE_TOKEN: "Bearer abc" } }).read(source, cursor, at);
  cursor = reading.cursor;
  return new TextDecoder().decode(reading.text);
}

test("an endpoint that answers with all it has: what it has beyond the time before", async () => {
  saying("old\n");
  expect(await look()).toBe("");
  saying("old\none\nhal");
  expect(await look()).toBe("one\n");
  saying("old\none\nhalf\n");
  expect(await look()).toBe("half\n");
});

test("an answer that does not begin with the one before is another log: all of it is new", async () => {
  saying("old\nolder\n");
  await look();
  saying("fresh\n");
  expect(await look()).toBe("fresh\n");
});

test("its ETag is shown to it again, and 304 is nothing new", async () => {
  saying("old\n", { etag: '"a"' });
  await look();
  answer = (request, response) => { response.writeHead(request.headers["if-none-match"] === '"a"' ? 304 : 500).end(); };
  expect(await look()).toBe("");
  saying("old\none\n");
  expect(await look()).toBe("one\n");
});

test("with `since` it is asked for what came since the last look, and all that it answers is new", async () => {
  saying('{"message":"first","status":502}');
  expect(await look({ since: "after", format: "json-lines", from: "beginning" })).toBe("first");
  expect(await look({ since: "after", format: "json-lines" }, later)).toBe("first");
  expect(asked.map(({ url }) => url)).toEqual(["/log", `/log?after=${encodeURIComponent(now)}`]);
});

test("headers take their values from the variables that are named", async () => {
  saying("old\n");
  await look({ headers: { authorization: "EDGE_TOKEN" } });
  expect(asked[0]?.headers.authorization).toBe("Bearer abc");
});

test("a redirect is not followed", async () => {
  answer = (_request, response) => { response.writeHead(302, { location: `${origin}/secret` }).end(); };
  await expect(look()).rejects.toThrow("redirects are not followed");
  expect(asked).toHaveLength(1);
});

test("more than 8 MiB is refused as it comes", async () => {
  answer = (_request, response) => { response.writeHead(200); response.end(Buffer.alloc(9 * 1024 * 1024, "x")); };
  await expect(look()).rejects.toThrow("answers with more than 8 MiB");
});

test("an address of a private network is not reached unless that is allowed", async () => {
  saying("old\n");
  await expect(look({ url: origin.replace("http:", "https:"), private_network: false })).rejects.toThrow("private or reserved network");
  await expect(look({ url: "https://localhost/log", private_network: false })).rejects.toThrow("private or reserved network");
  expect(asked).toEqual([]);
});

test("an answer that is cut off, and nobody at the door: said with the host alone", async () => {
  answer = (_request, response) => { response.writeHead(200, { "content-length": "100" }); response.write("half"); setImmediate(() => response.destroy()); };
  await expect(look({ url: `${origin}/log?key=secret` })).rejects.toMatchObject({ code: "source-unavailable", detail: `${new URL(origin).host} does not answer` });
  await expect(look({ url: "http://127.0.0.1:1/log?key=secret" })).rejects.toMatchObject({ detail: "127.0.0.1:1 does not answer" });
});
