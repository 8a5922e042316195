/** X03: the way to registries is bounded in bytes and in time; each bound is met by real connections. The control: the same connections under wider bounds. */
import { afterAll, afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect, createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { openRegistryProxy, type RegistryProxy } from "../../src/adapters/sandbox/registry/registry-proxy.ts";

jest.setTimeout(30_000);
const folder = mkdtempSync(join(tmpdir(), "regreen-bounds-"));
const megabyte = 1024 * 1024;
let mirror: Server;
/** Takes whatever comes, and says nothing. */
let silent: TcpServer;
let taken = 0;
let proxy: RegistryProxy | undefined;
const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
  mirror = createServer((request, response) => {
    if (request.url === "/slow") return void response.writeHead(200).write("a");
    response.end(Buffer.alloc(megabyte));
  });
  silent = createTcpServer((socket) => { socket.on("data", (chunk) => { taken += chunk.length; }).on("error", () => socket.destroy()); });
  for (const server of [mirror, silent]) await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", () => resolve()); });
});
afterEach(async () => { await proxy?.close(); taken = 0; });
afterAll(() => {
  mirror.closeAllConnections();
  mirror.close();
  silent.close();
  rmSync(folder, { recursive: true });
});

const wide = { received: 64 * megabyte, sent: 64 * megabyte, idleMilliseconds: 20_000 };

async function open(bounds: Partial<typeof wide>): Promise<{ readonly socket: string; readonly proxy: RegistryProxy }> {
  const socket = join(mkdtempSync(join(folder, "p-")), "s");
  proxy = await openRegistryProxy(socket, [`http://127.0.0.1:${portOf(mirror)}`, `https://127.0.0.1:${portOf(silent)}`], { ...wide, ...bounds });
  return { socket, proxy };
}

/** Bytes that came before the connection ended. */
function get(socket: string, path: string): Promise<number> {
  return new Promise((resolve) => {
    let bytes = 0;
    const client = connect(socket, () => client.write(`GET http://127.0.0.1:${portOf(mirror)}${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`));
    client.on("data", (chunk) => { bytes += chunk.length; }).on("error", () => client.destroy()).on("close", () => resolve(bytes));
  });
}

/** A tunnel with a real TLS greeting, and then `bytes` more; resolves when the proxy ends it, or with "open" after a second. */
function pour(socket: string, bytes: number): Promise<"ended" | "open"> {
  return new Promise((resolve) => {
    const client = connect(socket, () => client.write(`CONNECT 127.0.0.1:${portOf(silent)} HTTP/1.1\r\nHost: x\r\n\r\n`));
    const timer = setTimeout(() => { client.destroy(); resolve("open"); }, 1500);
    client.on("error", () => client.destroy()).on("close", () => { clearTimeout(timer); resolve("ended"); });
    client.once("data", () => {
      const secure = connectTls({ socket: client, rejectUnauthorized: false });
      secure.on("error", () => secure.destroy());
      setTimeout(() => { if (!client.destroyed && bytes > 0) client.write(Buffer.alloc(bytes)); }, 100);
    });
  });
}

test("what is read is bounded: the connection ends, and the bound is named", async () => {
  const { socket, proxy: own } = await open({ received: 256 * 1024 });
  expect(await get(socket, "/big")).toBeLessThan(megabyte);
  expect(own.use().refused).toEqual([{ target: "received", reason: "more than 0.25 MB were read from registries" }]);
});

test("what is read is bounded for all connections together", async () => {
  const { socket, proxy: own } = await open({ received: 1.5 * megabyte });
  const sizes = [await get(socket, "/big"), await get(socket, "/big")];
  expect(sizes.map((size) => size >= megabyte)).toEqual([true, false]);
  expect(own.use().refused.map(({ target }) => target)).toEqual(["received"]);
});

test("what is sent is bounded, in a tunnel that began as one should", async () => {
  const { socket, proxy: own } = await open({ sent: 64 * 1024 });
  expect(await pour(socket, 4 * megabyte)).toBe("ended");
  expect(own.use().refused).toEqual([{ target: "sent", reason: "more than 0.06 MB were sent to registries" }]);
  expect(taken).toBeLessThanOrEqual(64 * 1024);
});

test("what is sent in the addresses of plain requests counts too", async () => {
  const { socket, proxy: own } = await open({ sent: 20_000 });
  for (let index = 0; index < 5; index += 1) await get(socket, `/${"x".repeat(6000)}`);
  expect(own.use().refused.map(({ target }) => target)).toEqual(["sent"]);
});

test("a tunnel in which nothing moves is ended", async () => {
  const { socket, proxy: own } = await open({ idleMilliseconds: 300 });
  expect(await pour(socket, 0)).toBe("ended");
  expect(own.use().refused).toEqual([{ target: `https://127.0.0.1:${portOf(silent)}`, reason: "nothing moved on the connection for too long" }]);
});

test("a plain answer that never goes on is ended", async () => {
  const { socket, proxy: own } = await open({ idleMilliseconds: 300 });
  await get(socket, "/slow");
  expect(own.use().refused.map(({ reason }) => reason)).toEqual(["nothing moved on the connection for too long"]);
});

test("the control: under wider bounds the same connections are let be", async () => {
  const { socket, proxy: own } = await open({});
  expect(await get(socket, "/big")).toBeGreaterThan(megabyte);
  expect(await pour(socket, 4 * megabyte)).toBe("open");
  expect(taken).toBeGreaterThan(4 * megabyte - 1);
  expect(own.use().refused).toEqual([]);
});
