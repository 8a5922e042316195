import { createServer, type RequestListener, type Server } from "node:http";
import type { DoorLimits } from "./limits.ts";

const CHECK_MILLISECONDS = 1_000;
const KEEP_ALIVE_MILLISECONDS = 65_000;
const HEADER_BYTES = 16 * 1024;
const MOST_HEADERS = 100;

/** An HTTP server that slow or many senders do not hold up (attack W06): a request is whole within `requestSeconds`, or its connection ends. Strict parsing (attack W16). */
export function createGuardedServer(listener: RequestListener, limits: DoorLimits): Server {
  const server = createServer({
    headersTimeout: limits.headersSeconds * 1000, requestTimeout: limits.requestSeconds * 1000, connectionsCheckingInterval: CHECK_MILLISECONDS,
    keepAliveTimeout: KEEP_ALIVE_MILLISECONDS, maxHeaderSize: HEADER_BYTES, insecureHTTPParser: false, requireHostHeader: true, noDelay: true,
  }, listener);
  server.maxConnections = limits.sockets;
  server.maxHeadersCount = MOST_HEADERS;
  return server;
}
