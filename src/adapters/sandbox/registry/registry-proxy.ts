/**
 * The only way out of a sandbox for a skill with `network: registry`: a proxy on a socket of the file system that lets CONNECT and plain GET
 * through to the permitted origins, and refuses everything else with a reason that is kept. Bytes, connections and time are bounded.
 */
import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { registryRefusal, type RegistryOrigin, type RegistryRequest } from "../../../core/registry/registry.ts";
import type { RegistryUse } from "../../../ports/sandbox.ts";
import { forwardTunnel } from "./forward-tunnel.ts";
import { openMeter, usualBounds, type Meter, type RegistryBounds } from "./meter.ts";

export interface RegistryProxy {
  /** What was asked for, and what was not let through, so far. */
  use(): RegistryUse;
  /** Ends all connections. */
  close(): Promise<void>;
}

const mostConnections = 64;

/** `path`: where the socket is made; its folder decides who may connect. */
export async function openRegistryProxy(path: string, origins: readonly RegistryOrigin[], bounds: RegistryBounds = usualBounds): Promise<RegistryProxy> {
  const meter = openMeter(bounds);
  const gate: Gate = { origins, meter, idleMilliseconds: bounds.idleMilliseconds };
  const sockets = new Set<Duplex>();
  const server = createServer((incoming, response) => answerPlain(incoming, response, gate));
  server.maxConnections = mostConnections;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("connect", (incoming: IncomingMessage, client: Duplex, head: Buffer) => openTunnel({ incoming, client, head }, gate));
  server.on("clientError", (_error, socket) => socket.destroy());
  await listen(server, path);
  return {
    use: meter.use,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
}

interface Gate { readonly origins: readonly RegistryOrigin[]; readonly meter: Meter; readonly idleMilliseconds: number }
interface Tunnel { readonly incoming: IncomingMessage; readonly client: Duplex; readonly head: Buffer }

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => resolve());
  });
}

function openTunnel({ incoming, client, head }: Tunnel, { origins, meter, idleMilliseconds }: Gate): void {
  const asked = targetOf("https", `https://${incoming.url ?? ""}`);
  const refusal = asked === null ? "a tunnel is asked for by HOST:PORT" : registryRefusal(asked, origins);
  if (asked === null || refusal !== null) {
    meter.refuse(asked, refusal ?? "");
    client.end(`HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nRegreen: ${refusal ?? ""}\n`);
    return;
  }
  meter.allow(asked);
  const upstream = connect(asked.port, asked.host, () => client.write("HTTP/1.1 200 Connection established\r\n\r\n"));
  forwardTunnel({ client, upstream, head, asked, meter, idleMilliseconds });
}

/** Plain http is for origins that the operator names as such; only reading is let through. */
function answerPlain(incoming: IncomingMessage, response: ServerResponse, { origins, meter, idleMilliseconds }: Gate): void {
  const asked = targetOf("http", incoming.url ?? "");
  const reading = incoming.method === "GET" || incoming.method === "HEAD";
  const refusal = asked === null ? "a proxy is asked with a whole address" : reading ? registryRefusal(asked, origins) : `${incoming.method ?? ""} is not let through: a registry is only read`;
  if (asked === null || refusal !== null) {
    meter.refuse(asked, refusal ?? "");
    response.writeHead(403, { "content-type": "text/plain", connection: "close" }).end(`Regreen: ${refusal ?? ""}\n`);
    return;
  }
  meter.allow(asked);
  if (!meter.sent((incoming.url ?? "").length + incoming.rawHeaders.join("").length)) return void response.destroy();
  const { host: _host, "proxy-connection": _proxy, "proxy-authorization": _authorization, ...headers } = incoming.headers;
  const upstream = httpRequest(incoming.url ?? "", { method: incoming.method ?? "GET", headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on("data", (chunk: Buffer) => {
      if (meter.received(chunk.length)) return;
      answer.destroy();
      response.destroy();
    });
    answer.on("error", () => response.destroy()).pipe(response);
  });
  upstream.on("error", () => response.destroy());
  upstream.setTimeout(idleMilliseconds, () => {
    meter.refuse(asked, "nothing moved on the connection for too long");
    upstream.destroy();
  });
  response.on("close", () => upstream.destroy());
  upstream.end();
}

/** Null where the text names no host. */
function targetOf(scheme: RegistryRequest["scheme"], text: string): RegistryRequest | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== `${scheme}:` || url.hostname === "" || url.username !== "") return null;
  const port = url.port === "" ? (scheme === "https" ? 443 : 80) : Number(url.port);
  return { scheme, host: url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "").toLowerCase(), port };
}

