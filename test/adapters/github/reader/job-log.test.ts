import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createGitHub } from "../../../../src/adapters/github/create-github.ts";
import { APP_ID, bytesOf, privateKey, repository, silent } from "../octo-hello.ts";

/** A GitHub of one job, and another server that must see no token. */
let api: Server;
let storage: Server;
let seen: (string | undefined)[];
let logAnswer: { status: number; headers: Record<string, string>; body: string };
let storageAnswer: { status: number; headers: Record<string, string>; body: string; breaksOff: boolean };

beforeEach(async () => {
  seen = [];
  logAnswer = { status: 302, headers: {}, body: "" };
  storageAnswer = { status: 200, headers: {}, body: "line 1\nline 2\n", breaksOff: false };
  storage = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(storageAnswer.status, storageAnswer.headers);
    if (!storageAnswer.breaksOff) return response.end(storageAnswer.body);
    response.write(storageAnswer.body);
    return setTimeout(() => response.destroy(), 10);
  });
  api = createServer((request, response) => {
    if (request.method === "POST") {
      response.writeHead(201, { "content-type": "application/json" });
      return response.end(JSON.stringify({ token: "ghs_reader", expires_at: "2099-01-01T00:00:00Z", permissions: {}, repository_selection: "selected" }));
    }
    response.writeHead(logAnswer.status, logAnswer.headers);
    return response.end(logAnswer.body);
  });
  await Promise.all([api, storage].map((server) => new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); })));
});

afterEach(() => {
  api.closeAllConnections();
  storage.closeAllConnections();
  api.close();
  storage.close();
});

const origin = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const log = (downloadOrigins: readonly string[]): AsyncIterable<Uint8Array> =>
  createGitHub({ appId: APP_ID, privateKey, apiUrl: origin(api), log: silent, downloadOrigins }).reader.jobLog(repository, 9);

test("a log is streamed from where GitHub says, without our token", async () => {
  logAnswer.headers["location"] = `${origin(storage)}/signed?sig=1`;
  expect(await bytesOf(log([origin(storage)]))).toBe("line 1\nline 2\n");
  expect(seen).toEqual([undefined]);
});

test("a log that GitHub's own host answers with is read from there", async () => {
  logAnswer = { status: 200, headers: {}, body: "all of it\n" };
  expect(await bytesOf(log([]))).toBe("all of it\n");
});

test("L14: a redirect to an origin that nobody allowed is not followed", async () => {
  logAnswer.headers["location"] = `${origin(storage)}/latest/meta-data`;
  await expect(bytesOf(log([]))).rejects.toMatchObject({ code: "github-forbidden" });
  expect(seen).toEqual([]);
});

test.each(["http://169.254.169.254/latest", "file:///etc/passwd", "http://evil.blob.core.windows.net/x", "https://user:pw@a.blob.core.windows.net/", "https://blob.core.windows.net.evil.example/x", "::"])(
  "a redirect to %s is not followed",
  async (location) => {
    logAnswer.headers["location"] = location;
    await expect(bytesOf(log([]))).rejects.toMatchObject({ code: "github-forbidden" });
  },
);

test("L14: a chain of more than three redirects is not followed to its end", async () => {
  logAnswer.headers["location"] = `${origin(storage)}/1`;
  storageAnswer = { ...storageAnswer, status: 302, headers: { location: `${origin(storage)}/again` } };
  await expect(bytesOf(log([origin(storage)]))).rejects.toMatchObject({ code: "github-forbidden" });
  expect(seen).toHaveLength(3);
});

test("a log that breaks off is log-unavailable, not a shorter log", async () => {
  logAnswer.headers["location"] = `${origin(storage)}/signed`;
  storageAnswer = { ...storageAnswer, headers: { "content-length": "1000" }, breaksOff: true };
  await expect(bytesOf(log([origin(storage)]))).rejects.toMatchObject({ code: "log-unavailable", retry: "later" });
});

test("a log that was deleted is log-unavailable", async () => {
  logAnswer = { status: 410, headers: {}, body: "" };
  await expect(bytesOf(log([]))).rejects.toMatchObject({ code: "log-unavailable" });
});
