/** `network: registry`: the permitted origins through the proxy, and nobody else. A registry of our own on loopback, real TLS, real walls. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createPlainServer, type Server } from "node:http";
import { createServer } from "node:https";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRegistryProxy } from "../../../src/adapters/sandbox/registry/registry-proxy.ts";
import { withRegistry } from "../../../src/adapters/sandbox/registry/with-registry.ts";
import type { Sandbox } from "../../../src/ports/sandbox.ts";
import { makeBox, workingKinds, type Box } from "./kinds.ts";

jest.setTimeout(60_000);
const kinds = await workingKinds();
const folder = mkdtempSync(join(tmpdir(), "regreen-registry-"));
let secure: Server;
let plain: Server;
let reached: string[] = [];
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", join(folder, "key"), "-out", join(folder, "cert"), "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,DNS:elsewhere.example"], { stdio: "ignore" });
  secure = createServer({ key: readFileSync(join(folder, "key")), cert: readFileSync(join(folder, "cert")) }, (request, response) => { reached.push(`https ${request.url ?? ""}`); response.end("packages"); });
  plain = createPlainServer((request, response) => { reached.push(`http ${request.method ?? ""} ${request.url ?? ""}`); response.end("packages"); });
  for (const server of [secure, plain]) await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
});
afterAll(() => {
  secure.close();
  plain.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => { reached = []; });

/** Asks the proxy of its environment for a tunnel to `target`, greets `name`, and prints what came. */
const tunnel = (target: string, name: string): string => `
const http = require("node:http"), tls = require("node:tls");
const proxy = new URL(process.env.HTTPS_PROXY);
http.request({ host: proxy.hostname, port: proxy.port, method: "CONNECT", path: "${target}" }).on("connect", (answer, socket, head) => {
  if (answer.statusCode !== 200) { console.log(answer.statusCode, head.toString()); socket.on("data", (text) => console.log(String(text))); return socket.on("end", () => process.exit()); }
  const secure = tls.connect({ socket, servername: "${name}", rejectUnauthorized: false }, () => secure.write("GET /is-number HTTP/1.1\\r\\nHost: ${name}\\r\\nConnection: close\\r\\n\\r\\n"));
  secure.on("data", (text) => console.log(String(text))).on("error", (error) => console.log("ended:", error.code)).on("close", () => process.exit());
}).on("error", (error) => { console.log(error.code); process.exit(); }).end();`;

const each = kinds.length > 0 ? describe.each(kinds.map((sandbox): [string, Sandbox] => [sandbox.kind, sandbox])) : describe.skip.each([["no sandbox here", null as unknown as Sandbox] as [string, Sandbox]]);

each("in the sandbox of %s, with one registry permitted,", (_kind, sandbox) => {
  let box: Box;
  beforeEach(() => { box = makeBox(withRegistry(sandbox)); });
  afterEach(() => box.remove());
  const origin = (): string => `https://localhost:${portOf(secure)}`;

  test("the registry is reached, and what went through is counted", async () => {
    const outcome = await box.node(tunnel(`localhost:${portOf(secure)}`, "localhost"), { registries: [origin()] });
    expect(outcome.text).toContain("packages");
    expect(reached).toEqual(["https /is-number"]);
    expect(outcome.registryUse).toMatchObject({ hosts: ["localhost"], refused: [] });
    expect(outcome.registryUse?.received).toBeGreaterThan(100);
  });

  test("another host is refused, and the reason is kept", async () => {
    const outcome = await box.node(tunnel("evil.example:443", "evil.example"), { registries: [origin()] });
    expect(outcome.text).toContain("403");
    expect(outcome.registryUse?.refused).toEqual([{ target: "https://evil.example:443", reason: "evil.example is not a registry that the operator permits" }]);
    expect(outcome.registryUse?.hosts).toEqual([]);
  });

  test("another port of the same host is refused", async () => {
    const outcome = await box.node(tunnel(`localhost:${portOf(plain)}`, "localhost"), { registries: [origin()] });
    expect(outcome.registryUse?.refused).toEqual([{ target: `https://localhost:${portOf(plain)}`, reason: expect.stringContaining("is permitted as") }]);
    expect(reached).toEqual([]);
  });

  test("a tunnel to the registry that greets another host behind the same front is cut", async () => {
    const outcome = await box.node(tunnel(`localhost:${portOf(secure)}`, "elsewhere.example"), { registries: [origin()] });
    expect(outcome.registryUse?.refused).toEqual([{ target: origin(), reason: "the tunnel was asked for localhost, and greets elsewhere.example" }]);
    expect(reached).toEqual([]);
  });

  test("past the proxy there is no way: neither an address, nor a name, nor the machine's own loopback", async () => {
    const outcome = await box.node(`
      const net = require("node:net");
      let left = 2;
      for (const [host, port] of [["127.0.0.1", ${portOf(secure)}], ["192.0.2.1", 443]]) net.connect(port, host).on("connect", () => console.log("reached", host)).on("error", (error) => { console.log(error.code); if (--left === 0) process.exit(); });
    `, { registries: [origin()] });
    expect(outcome.text.trim().split("\n").toSorted()).toEqual(["ECONNREFUSED", "ENETUNREACH"]);
  });

  test("the command's own exit code is what comes back", async () => {
    expect((await box.sh("exit 3", { registries: [origin()] })).exit).toBe(3);
  });

  test("without registries there is no proxy", async () => {
    const outcome = await box.sh("echo ${HTTPS_PROXY-none}");
    expect([outcome.text, outcome.registryUse]).toEqual(["none\n", undefined]);
  });
});

describe("the proxy itself", () => {
  const say = async (origins: readonly string[], text: string): Promise<{ readonly answer: string; readonly refused: readonly string[] }> => {
    const socket = join(mkdtempSync(join(folder, "p-")), "s");
    const proxy = await openRegistryProxy(socket, origins);
    const answer = await new Promise<string>((resolve) => {
      let heard = "";
      const client = connect(socket, () => client.write(text));
      client.on("data", (chunk) => { heard += String(chunk); }).on("close", () => resolve(heard)).on("error", () => resolve(heard));
    });
    await proxy.close();
    return { answer, refused: proxy.use().refused.map(({ reason }) => reason) };
  };
  const get = (path: string, method = "GET"): string => `${method} http://127.0.0.1:${portOf(plain)}${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;

  test("lets a plain mirror be read where the operator names it as http", async () => {
    expect((await say([`http://127.0.0.1:${portOf(plain)}`], get("/six"))).answer).toContain("packages");
    expect(reached).toEqual(["http GET /six"]);
  });

  test("does not speak plain http to a registry that is named as https", async () => {
    expect((await say([`https://127.0.0.1:${portOf(plain)}`], get("/six"))).answer).toContain("403");
    expect(reached).toEqual([]);
  });

  test("publishes nothing", async () => {
    expect(await say([`http://127.0.0.1:${portOf(plain)}`], get("/six", "PUT"))).toMatchObject({ refused: ["PUT is not let through: a registry is only read"] });
    expect(reached).toEqual([]);
  });

  test("cuts a tunnel in which no TLS is spoken", async () => {
    const { refused } = await say([`https://127.0.0.1:${portOf(plain)}`], `CONNECT 127.0.0.1:${portOf(plain)} HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(refused).toEqual(["the tunnel does not begin with a TLS greeting"]);
    expect(reached).toEqual([]);
  });
});
