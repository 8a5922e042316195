/** A door over a real store, and senders: GitHub's own way, and raw sockets for what no client library would send. */
import { createHmac } from "node:crypto";
import { connect, type Socket } from "node:net";
import { doorLimits, type DoorLimits } from "../../../src/app/door/limits.ts";
import type { WebhookSecret } from "../../../src/app/door/signature.ts";
import { startDoor, type StartedDoor } from "../../../src/app/door/start-door.ts";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import type { Clock } from "../../../src/ports/clock.ts";
import type { Log } from "../../../src/ports/log.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { stillClock } from "../../adapters/store/samples.ts";

export const secret = "correct horse battery staple";
export const quiet: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
export const guidOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const sign = (body: string | Uint8Array, key = secret): string => `sha256=${createHmac("sha256", key).update(body).digest("hex")}`;

export interface OpenedDoor { readonly door: StartedDoor; readonly store: Store; close(): Promise<void> }

export async function openDoor(change: { secrets?: WebhookSecret[]; clock?: Clock; limits?: Partial<DoorLimits> } = {}): Promise<OpenedDoor> {
  const clock = change.clock ?? stillClock;
  const store = await openStore({ path: ":memory:", clock });
  const secrets = change.secrets ?? [{ secret, until: null }];
  const door = await startDoor({ inbox: store.inbox, secrets, clock, log: quiet, limits: { ...doorLimits, ...change.limits } });
  return { door, store, close: async () => { await door.close(); await store.close(); } };
}

export type Headers = Record<string, string>;

export function headersOf(body: string | Uint8Array, change: Headers = {}): Headers {
  return { "content-type": "application/json", "x-github-event": "check_run", "x-github-delivery": guidOf(1), "x-hub-signature-256": sign(body), ...change };
}

export function without(headers: Headers, name: string): Headers {
  const { [name]: _, ...rest } = headers;
  return rest;
}

export async function post(port: number, body: string, headers: Headers): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body, headers });
  return { status: response.status, text: await response.text() };
}

/** Opens a socket, sends what is given, and gives all that came until the other side ended it or `until` stood in it. */
export function exchange(port: number, text: string | readonly Uint8Array[], until: RegExp = /^HTTP\/1\.1 \d{3}[^]*\r\n\r\n/): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("latin1");
      if (until.test(received)) socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(received));
    for (const part of typeof text === "string" ? [text] : text) socket.write(part);
  });
}

export function head(headers: Headers, extra: readonly string[] = []): string {
  return ["POST / HTTP/1.1", "Host: door", ...Object.entries(headers).map(([name, content]) => `${name}: ${content}`), ...extra, "", ""].join("\r\n");
}

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

/** A socket that sends one byte now and then and never comes to an end. */
export function slowSocket(port: number): { readonly socket: Socket; readonly ended: Promise<void> } {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.resume();
  socket.write("POST / HTTP/1.1\r\nHost: door\r\nX-Slow: ");
  const timer = setInterval(() => socket.write("a"), 200);
  return { socket, ended: new Promise((resolve) => socket.on("close", () => { clearInterval(timer); resolve(); })) };
}
