import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { RegistryRequest } from "../../../core/registry/registry.ts";
import { readServerName } from "../../../core/registry/server-name.ts";
import type { Meter } from "./meter.ts";

export interface TunnelEnds {
  readonly client: Duplex;
  readonly upstream: Socket;
  /** What the client sent together with its request. */
  readonly head: Buffer;
  readonly asked: RegistryRequest;
  readonly meter: Meter;
  readonly idleMilliseconds: number;
}

/** A greeting fits into one record of at most 16 KB (RFC 8446 5.1). */
const mostGreeting = 17 * 1024;

/** Passes bytes both ways once the client's TLS greeting has named the host that the tunnel was asked for. */
export function forwardTunnel({ client, upstream, head, asked, meter, idleMilliseconds }: TunnelEnds): void {
  const end = (): void => {
    client.destroy();
    upstream.destroy();
  };
  for (const one of [client, upstream]) one.on("error", end).on("close", end);
  upstream.setTimeout(idleMilliseconds, () => {
    meter.refuse(asked, "nothing moved on the connection for too long");
    end();
  });
  upstream.on("data", (chunk: Buffer) => { if (!meter.received(chunk.length)) end(); });
  upstream.pipe(client);
  let greeting: Buffer = Buffer.alloc(0);
  let greeted = false;
  const take = (chunk: Buffer): void => {
    if (!meter.sent(chunk.length)) return end();
    if (greeted) return pass(chunk);
    greeting = Buffer.concat([greeting, chunk]);
    const problem = greetingProblem(greeting, asked);
    if (problem === "wait") return;
    if (problem !== null) {
      meter.refuse(asked, problem);
      return end();
    }
    greeted = true;
    pass(greeting);
  };
  const pass = (chunk: Buffer): void => {
    if (upstream.write(chunk)) return;
    client.pause();
    upstream.once("drain", () => client.resume());
  };
  if (head.length > 0) take(head);
  client.on("data", take);
  client.on("end", () => upstream.end());
}

function greetingProblem(greeting: Buffer, asked: RegistryRequest): string | null {
  const found = readServerName(greeting);
  switch (found.kind) {
    case "incomplete": return greeting.length > mostGreeting ? "the tunnel does not begin with a TLS greeting" : "wait";
    case "not-tls": return "the tunnel does not begin with a TLS greeting";
    // An address has no name to greet (RFC 6066 3).
    case "none": return /^[\d.]+$|:/.test(asked.host) ? null : "the TLS greeting names nobody";
    case "name": return found.name === asked.host ? null : `the tunnel was asked for ${asked.host}, and greets ${found.name.slice(0, 253)}`;
    default: return found satisfies never;
  }
}
